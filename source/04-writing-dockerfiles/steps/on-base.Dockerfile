ARG BASE=alpine:3
FROM $BASE
CMD ["cat", "/release"]
