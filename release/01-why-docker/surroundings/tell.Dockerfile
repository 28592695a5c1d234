FROM python:3.13-slim
COPY tell.py /
CMD ["python", "/tell.py"]
