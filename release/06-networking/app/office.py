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
NEXT = os.environ.get("API", "api:8000") if ROLE == "front" else os.environ.get("DB", "db:6379")
PATIENCE_SECONDS = 8


def connect() -> socket.socket:
    """Return a connection to whom this one asks."""
    host, _, port = NEXT.rpartition(":")
    return socket.create_connection((host, int(port)), timeout=1)


def answer() -> str:
    """Return the page, or the number that stands on it."""
    if ROLE == "front":
        with urlopen(f"http://{NEXT}/", timeout=1) as number:
            return f"<h1>Box office</h1><p>You are visitor {number.read().decode()}.</p>"
    with connect() as redis:
        redis.sendall(b"INCR visitors\r\n")
        return redis.recv(64).decode().strip(":\r\n")


class Handler(BaseHTTPRequestHandler):
    """Answers every request in the same way."""

    def do_GET(self) -> None:
        """Answer, or say who did not."""
        try:
            status, text = 200, answer()
        except OSError as error:
            status, text = 502, f"{ROLE} has no answer from {NEXT}: {error}"
            print(text)
        self.send_response(status)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Log no request."""


def wait() -> None:
    """Give whom this one asks a while to start."""
    ends = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < ends:
        try:
            connect().close()
        except OSError:
            time.sleep(0.1)
        else:
            return


signal.signal(signal.SIGTERM, lambda *_: sys.exit())
wait()
print(f"{ROLE} listens on {PORT}")
ThreadingHTTPServer((os.environ.get("BIND", ""), PORT), Handler).serve_forever()
