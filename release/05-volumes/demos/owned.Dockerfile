FROM alpine:3
RUN mkdir /data && chown 1000 /data
USER 1000
