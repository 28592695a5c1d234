FROM node:24-alpine
WORKDIR /app
COPY server.js package.json ./
USER 1000
HEALTHCHECK --interval=5s --timeout=2s --retries=2 \
    CMD ["wget", "-q", "-O", "/dev/null", "http://127.0.0.1:8000/"]
CMD ["node", "server.js"]
