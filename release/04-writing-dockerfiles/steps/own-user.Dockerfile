FROM node:24-alpine AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
RUN npm run build

FROM nginx:alpine
RUN mkdir -p /var/cache/nginx && touch /run/nginx.pid && \
    chown -R nginx /var/cache/nginx /run/nginx.pid
COPY --from=build /app/dist /usr/share/nginx/html
USER nginx
EXPOSE 80
HEALTHCHECK --interval=5s CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1/"]
CMD ["nginx", "-g", "daemon off;"]
