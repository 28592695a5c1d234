FROM node:24-alpine
WORKDIR /app
COPY . .
USER 1000
CMD ["node", "api/server.js"]
