FROM alpine:3
RUN mkdir /data && echo 'rope 3, in May' > /data/prices
