FROM node:24-alpine
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY server.js ./
USER node
CMD ["node", "server.js"]
