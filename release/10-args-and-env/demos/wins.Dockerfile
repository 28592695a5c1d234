FROM alpine:3
ENV STAGE=env-1
ARG STAGE=arg-2
RUN echo "in the build: $STAGE" > /seen
CMD ["sh", "-c", "echo in the container: $STAGE"]
