FROM alpine:3
ARG EDITION=2
ENV PORT=5000
RUN echo "EDITION=[$EDITION] PORT=[$PORT]" > /written && cat /written
CMD ["sh", "-c", "echo \"EDITION=[$EDITION] PORT=[$PORT]\""]
