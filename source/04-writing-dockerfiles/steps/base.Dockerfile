FROM alpine:3
ARG RELEASE
RUN echo "release $RELEASE" > /release
