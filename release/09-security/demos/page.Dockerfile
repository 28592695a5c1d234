ARG BASE
FROM $BASE
COPY page.txt /page.txt
