FROM alpine:3
WORKDIR /app
COPY base.Dockerfile plain/
COPY --chown=1000 base.Dockerfile given/
USER 1000
