FROM node:24
WORKDIR /app
COPY . .
RUN npm install && npm run build && chown -R node:node /app
USER node
CMD ["npm", "start"]
