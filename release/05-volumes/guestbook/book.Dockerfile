FROM python:3.13-slim
WORKDIR /srv
# The folder of the guests is user 1000's, and group 0 may write: so may any user that a platform chooses.
RUN mkdir -p data/guests && chown 1000:0 data/guests && chmod 2775 data/guests
COPY server.py ./
COPY greetings.txt data/
COPY pages pages
USER 1000
EXPOSE 3000
CMD ["python", "server.py"]
