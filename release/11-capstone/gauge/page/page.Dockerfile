FROM nginx:alpine
ARG CONF
COPY ${CONF} /etc/nginx/conf.d/default.conf
COPY index.html /usr/share/nginx/html/
