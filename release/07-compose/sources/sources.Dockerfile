FROM alpine:3
ENV WORD=from-the-image
CMD ["sh", "-c", "echo WORD=$WORD"]
