FROM alpine:3
COPY page.txt /page.txt
STOPSIGNAL KILL
CMD ["sleep", "600"]
