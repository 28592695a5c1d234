ARG BASE=alpine:3
FROM ${BASE}
RUN echo "from the parent: PORT=[$PORT]"
ENV PORT=
CMD ["sh", "-c", "env | grep PORT"]
