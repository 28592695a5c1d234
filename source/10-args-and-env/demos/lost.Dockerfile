FROM alpine:3
RUN export GREETING=hello; cd /tmp; echo "[$GREETING] in $(pwd)"
RUN echo "[$GREETING] in $(pwd)"
