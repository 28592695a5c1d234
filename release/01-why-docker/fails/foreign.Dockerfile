FROM alpine:3
COPY --from=debian:bookworm-slim /bin/uname /uname
CMD ["/uname"]
