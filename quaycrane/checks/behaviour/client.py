"""Asks a container for a page as a browser would, and never more than a moment long."""

import http.client
import time
import zlib
from urllib.parse import urljoin, urlsplit

from quaycrane.engine import Running, patient
from quaycrane.errors import QuaycraneError

# What a browser says: no server can tell that a check asks.
_SAYS = {
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "en-US,en;q=0.5",
    "Accept-Encoding": "gzip, deflate",
    "Connection": "keep-alive",
}
_ANSWER_SECONDS, _PAGE_SECONDS, _PAGE_BYTES = 2, 5, 1_000_000
_MOST_REDIRECTS = 5
_MOVED = {301, 302, 303, 307, 308}
_ERRORS_FROM = 400


def page_at(running: Running, port: int, path: str = "/") -> str:
    """Return what a container answers at a path, ``status N`` for an error, empty when nothing answers."""
    try:
        return _page(running.address(port), path)
    except (OSError, http.client.HTTPException, QuaycraneError, ValueError, zlib.error):
        return ""


def _page(address: str, path: str) -> str:
    for _ in range(_MOST_REDIRECTS):
        connection = http.client.HTTPConnection(address, timeout=patient(_ANSWER_SECONDS))
        try:
            connection.request("GET", path, headers=_SAYS)
            response = connection.getresponse()
            target = response.getheader("Location") if response.status in _MOVED else None
            if target is None:
                page = _text_of(response)
                return page if response.status < _ERRORS_FROM else f"status {response.status}"
        finally:
            connection.close()
        there = urlsplit(urljoin(f"http://{address}{path}", target))
        if (there.scheme, there.netloc) != ("http", address):  # our request, to wherever a student says
            return f"status {response.status}"
        path = there.path + (f"?{there.query}" if there.query else "")
    return "status 310"


def _text_of(response: http.client.HTTPResponse) -> str:
    """Return what comes in a few seconds, and no more than a page: it may come by drops, or never end."""
    ends, page = time.monotonic() + patient(_PAGE_SECONDS), b""
    while len(page) < _PAGE_BYTES and time.monotonic() < ends and (more := response.read1(_PAGE_BYTES)):
        page += more
    if response.getheader("Content-Encoding", "").lower() in {"gzip", "deflate"}:
        page = zlib.decompressobj(zlib.MAX_WBITS | 32).decompress(page, _PAGE_BYTES)
    return page.decode("utf-8", "replace")
