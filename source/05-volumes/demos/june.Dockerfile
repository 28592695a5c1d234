FROM alpine:3
RUN mkdir /data && echo 'rope 4, in June' > /data/prices
