FROM python:3.13-slim
COPY office.py ./
ENTRYPOINT ["python", "-u", "office.py"]
