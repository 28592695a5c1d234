FROM alpine:3
RUN dd if=/dev/zero of=/data bs=1M count=15
RUN chown 1000 /data
