FROM alpine:3
RUN head -c 5000000 /dev/urandom > /data
RUN rm /data
