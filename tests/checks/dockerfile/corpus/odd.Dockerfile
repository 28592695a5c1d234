FROM alpine:3 as Base
LABEL a="b c" 'd'="e" f=g\"h "i j"=k
ARG one two=2 three="3 3"
ENV X=${two:-none}${one+set} Y="a \"b\" c" Z='a \"b'
RUN echo it\'s "one" 'two' \\
COPY ["a file", "another \u00e9", "/to here/"]
COPY a.txt b.txt "c d.txt" /x/
RUN ['single', 'quotes']
RUN echo [ "a" ]
ENTRYPOINT [ ]
ONBUILD RUN ["true"]
ONBUILD COPY . /src
ONBUILD ENV A=b C="d e"
USER 1000:1000
WORKDIR /a path/with space
