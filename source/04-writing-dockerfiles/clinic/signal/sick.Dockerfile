FROM python:3.13-slim
WORKDIR /app
COPY --chmod=755 prepare.py server.py start.sh ./
USER 1000
HEALTHCHECK CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/')"]
CMD ["./start.sh"]
