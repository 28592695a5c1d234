ARG NODE=24
ARG BASE=node:${NODE}-alpine

FROM --platform=$BUILDPLATFORM ${BASE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN --mount=type=cache,target=/root/.npm \
    --mount=type=secret,id=npmrc,target=/root/.npmrc \
    npm ci
COPY . .
RUN npm run build \
 && npm prune --omit=dev

FROM ${BASE}
ENV NODE_ENV=production PORT=3000 GREETING="hello there" \
    PLACE='the $HARBOUR' \
    ESCAPED=a\ b
LABEL org.opencontainers.image.title="Quay" org.opencontainers.image.version=1
WORKDIR /app
COPY --from=build --chown=node:node /app/dist ./dist
COPY --from=0 /app/node_modules ./node_modules
USER node
EXPOSE 3000/tcp 3001
VOLUME ["/data", "/var/log/quay"]
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=2s --retries=3 CMD ["node", "dist/health.js"]
ENTRYPOINT ["node"]
CMD ["dist/server.js"]
