FROM node:24
WORKDIR /app
COPY . .
RUN npm install
RUN npm run build
RUN chown -R node:node /app
USER node
CMD ["npm", "start"]
