ARG CITY=rome
FROM alpine:3
RUN echo "first: [$CITY]" > /seen
ARG CITY
ARG TOWN=oslo
ENV TOWN=$CITY PLACE=$TOWN
RUN echo "second: [$CITY]" >> /seen
RUN echo "third: [$TOWN]" >> /seen
CMD cat /seen; echo "CITY: [$CITY]"; echo "TOWN: [$TOWN]"; echo "PLACE: [$PLACE]"
