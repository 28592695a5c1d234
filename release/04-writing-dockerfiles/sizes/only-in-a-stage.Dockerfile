FROM alpine:3 AS build
RUN head -c 5000000 /dev/urandom > /data && head -c 100 /data > /short

FROM alpine:3
COPY --from=build /short /short
