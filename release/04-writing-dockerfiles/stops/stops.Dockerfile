FROM node:24-slim
WORKDIR /app
COPY package.json deaf.js polite.js ./
