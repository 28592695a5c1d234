"""Shows the page, and closes in order when it is asked to."""

import http.server
import signal
import sys
from pathlib import Path


class Page(http.server.SimpleHTTPRequestHandler):
    """Answers every request with the page."""

    def do_GET(self) -> None:
        """Send the page."""
        self.send_response(200)
        self.end_headers()
        self.wfile.write(Path("/tmp/page.txt").read_bytes())  # noqa: S108


def close(*_: object) -> None:
    """End the server."""
    sys.stdout.write("closed in order\n")
    sys.stdout.flush()
    sys.exit(0)


signal.signal(signal.SIGTERM, close)
http.server.ThreadingHTTPServer(("", 8000), Page).serve_forever()
