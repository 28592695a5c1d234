FROM alpine:3
ENTRYPOINT echo fixed
