FROM node:24-alpine
WORKDIR /app
COPY *.js ./
USER node
CMD ["node", "api.js"]
