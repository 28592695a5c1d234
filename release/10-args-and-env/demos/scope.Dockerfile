ARG RUNTIME=24
FROM node:${RUNTIME}-alpine AS not-declared
RUN echo "not declared:        [$RUNTIME]" > /seen

FROM node:${RUNTIME}-alpine AS declared
ARG RUNTIME
RUN echo "declared again:      [$RUNTIME]" > /seen

FROM declared AS on-top
RUN echo "on top of that one:  [$RUNTIME]" > /seen

FROM node:${RUNTIME}-alpine AS own
ARG RUNTIME=20
RUN echo "with another value:  [$RUNTIME]" > /seen

FROM alpine:3
COPY --from=not-declared /seen /seen/1
COPY --from=declared /seen /seen/2
COPY --from=on-top /seen /seen/3
COPY --from=own /seen /seen/4
CMD ["sh", "-c", "cat /seen/*"]
