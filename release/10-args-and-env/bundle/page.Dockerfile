FROM node:24-alpine
WORKDIR /page
COPY build.js page.js ./
ARG VITE_API=http://built
RUN node build.js
CMD echo "environment: $VITE_API" && cat bundle.js
