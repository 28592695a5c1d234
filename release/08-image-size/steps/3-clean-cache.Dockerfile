FROM node:24
WORKDIR /app
COPY . .
RUN npm install && npm run build && npm cache clean --force && chown -R node:node /app
USER node
CMD ["npm", "start"]
