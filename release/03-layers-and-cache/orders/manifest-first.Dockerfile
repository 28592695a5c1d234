FROM python:3.13-slim
WORKDIR /handbook
COPY requirements.txt ./
RUN pip install -r requirements.txt
COPY . .
RUN python build.py
EXPOSE 8000
CMD ["python", "-m", "http.server", "8000", "--directory", "site"]
