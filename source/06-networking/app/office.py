"""The box office: `office.py front` shows the page, `office.py api` counts its visitors in Redis."""

import os
import signal
import socket
import sys
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.request import urlopen

ROLE = sys.argv[1]
PORT = {"front": 8080, "api": 8000}[ROLE]
API, DB = os.environ.get("API", "api:8000"), os.environ.get("DB", "db:6379")
PATIENCE_SECONDS = 8


def ask_api(path: str) -> str:
    """Return what the api says."""
    with urlopen(f"http://{API}{path}", timeout=1) as said:
        return str(said.read().decode())


def ask_database(command: str) -> str:
    """Return what Redis says."""
    host, _, port = DB.rpartition(":")
    with socket.create_connection((host, int(port)), timeout=1) as redis:
        redis.sendall(f"{command}\r\n".encode())
        return redis.recv(64).decode().strip("+:\r\n")


def answer(path: str) -> str:
    """Return the page, or the number that stands on it."""
    if ROLE == "api":
        return ask_database("PING" if path == "/ready" else "INCR visitors")
    return f"<h1>Box office</h1><p>You are visitor {ask_api('/')}.</p>"


class Handler(BaseHTTPRequestHandler):
    """Answers every request in the same way."""

    def do_GET(self) -> None:
        """Answer, or say who did not."""
        try:
            status, text = 200, answer(self.path)
        except OSError as error:
            status, text = 502, f"{ROLE} has no answer: {error}"
            print(text)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Log no request."""


def wait() -> None:
    """Give the api and the database a while to start."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        try:
            ask_api("/ready")
        except OSError:
            time.sleep(0.1)
        else:
            return


signal.signal(signal.SIGTERM, lambda *_: sys.exit())
if ROLE == "front":
    wait()
print(f"{ROLE} listens on {PORT}")
ThreadingHTTPServer((os.environ.get("BIND", ""), PORT), Handler).serve_forever()
