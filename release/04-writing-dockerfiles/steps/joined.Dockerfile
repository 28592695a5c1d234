FROM alpine:3
RUN head -c 20000000 /dev/urandom > /big && \
    sha256sum /big > /sum && \
    rm /big
