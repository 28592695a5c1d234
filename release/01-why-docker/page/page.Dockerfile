FROM python:3.13-slim
WORKDIR /page
COPY . .
RUN python make.py
EXPOSE 8000
STOPSIGNAL SIGINT
CMD ["python", "-m", "http.server", "8000", "--directory", "site"]
