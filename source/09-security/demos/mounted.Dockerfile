FROM alpine:3
RUN --mount=type=secret,id=token wc -c < /run/secrets/token > /length
