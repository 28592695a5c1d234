FROM alpine:3 AS maker
RUN dd if=/dev/zero of=/data bs=1M count=30 && head -c 5000000 /data > /part

FROM alpine:3
COPY --from=maker /part /part
