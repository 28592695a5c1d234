FROM alpine:3
COPY practice.npmrc /root/.npmrc
RUN sha256sum /root/.npmrc > /licence
RUN rm /root/.npmrc
