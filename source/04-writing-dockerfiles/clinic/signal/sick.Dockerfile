FROM python:3.13-slim
WORKDIR /app
COPY prepare.py server.py ./
USER 1000
CMD ["sh", "-c", "python prepare.py && python server.py"]
