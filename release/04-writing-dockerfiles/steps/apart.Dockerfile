FROM alpine:3
RUN head -c 20000000 /dev/urandom > /big
RUN sha256sum /big > /sum
RUN rm /big
