FROM alpine:3
RUN echo one \
  && echo two
COPY <<END /file
text
END
CMD ["sh"]
