FROM node:24-alpine
WORKDIR /srv
RUN mkdir /data && chown node:node /data
COPY server.js ./
CMD ["node", "server.js"]
