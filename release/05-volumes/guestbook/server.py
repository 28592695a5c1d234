"""A guest book: a page, greetings that came with the image, and the names that guests leave."""

import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

PAGE = Path("/srv/pages/index.html")
GREETINGS = Path("/srv/data/greetings.txt")
GUESTS = Path(os.environ.get("GUESTS", "/srv/data/guests"), "guests.txt")


class Book(BaseHTTPRequestHandler):
    """What the guest book answers."""

    def do_GET(self) -> None:
        """Answer with what is found, or with what went wrong."""
        try:
            self.answer(200, self.found())
        except FileNotFoundError as error:
            self.answer(404, f"{error}\n")
        except OSError as error:
            self.answer(500, f"{error}\n")

    def found(self) -> str:
        """Return what the path asks for; files are read anew each time."""
        if self.path == "/greetings":
            return GREETINGS.read_text()
        if self.path == "/guests":
            return GUESTS.read_text() if GUESTS.exists() else "nobody yet\n"
        if self.path.startswith("/sign/"):
            with GUESTS.open("a") as guests:
                guests.write(self.path.removeprefix("/sign/") + "\n")
            return "Thank you\n"
        return PAGE.read_text()

    def answer(self, status: int, text: str) -> None:
        """Send a status and a text."""
        body = text.encode()
        self.send_response(status)
        self.send_header("Content-Type", "text/html" if self.path == "/" else "text/plain")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


os.umask(0o002)  # what one user of group 0 writes, another may go on with
signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
ThreadingHTTPServer(("", 3000), Book).serve_forever()
