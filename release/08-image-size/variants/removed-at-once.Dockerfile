FROM alpine:3
RUN dd if=/dev/zero of=/data bs=1M count=30 && rm /data
