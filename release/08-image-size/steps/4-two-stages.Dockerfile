FROM node:24 AS build
WORKDIR /app
COPY . .
RUN npm install && npm run build

FROM node:24
WORKDIR /app
COPY --from=build --chown=node:node /app .
USER node
CMD ["npm", "start"]
