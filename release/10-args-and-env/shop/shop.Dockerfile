ARG RUNTIME=24
FROM node:${RUNTIME}-alpine
ARG RELEASE=dev
LABEL org.opencontainers.image.version=$RELEASE
ENV PORT=5000 NODE_ENV=production
COPY server.js .
CMD ["node", "server.js"]
