"""A page is seen as a browser has it when its scripts have run, and the browser goes nowhere else."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest

from quaycrane.units.capstone.checks.asking import ask
from quaycrane.units.capstone.checks.browser import browser, shown

_PAGE = """<!doctype html><p id="own">before</p><p id="other">before</p><script>
fetch("/word").then((a) => a.text()).then((t) => { own.textContent = t; });
fetch("http://127.0.0.1:%d/word").then(() => { other.textContent = "reached"; },
                                       () => { other.textContent = "refused"; });
</script>"""
_AS_IN_A_SLOT = """\
import sys
from quaycrane.grading.checking.fork_server import limit_memory
from quaycrane.units.capstone.checks.browser import shown
limit_memory()
print(shown(sys.argv[1]))
"""


@contextmanager
def _serving(page: str, seen: list[str]) -> Iterator[int]:
    """Serve a page, and a word at /word; yield the port."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            seen.append(self.path)
            body = (page if self.path == "/" else "a word").encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.send_header("Access-Control-Allow-Origin", "*")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port
        server.shutdown()


@pytest.mark.skipif(not browser(), reason="no Chromium on PATH")
def test_a_script_s_words_are_seen_and_another_port_is_not_reached() -> None:
    """What a script fetched from the page's own address stands there; the machine's other ports are shut."""
    elsewhere: list[str] = []
    with _serving("", elsewhere) as other, _serving(_PAGE % other, []) as port:
        page = shown(f"127.0.0.1:{port}")
    assert '<p id="own">a word</p>' in page
    assert '<p id="other">refused</p>' in page
    assert elsewhere == []


@pytest.mark.skipif(not browser(), reason="no Chromium on PATH")
def test_a_page_is_seen_where_checks_have_little_memory() -> None:
    """The limit that holds for the checks of an answer leaves a browser what it sets aside."""
    with _serving(_PAGE % 1, []) as port:
        command = [sys.executable, "-c", _AS_IN_A_SLOT, f"127.0.0.1:{port}"]
        page = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert '<p id="own">a word</p>' in page


def test_nobody_there_is_an_answer_too() -> None:
    """A port at which nothing listens is told as no answer, and raises nothing."""
    with _serving("", []) as port:
        pass
    reply = ask(f"127.0.0.1:{port}", "/")
    assert not reply.good
    assert str(reply).startswith("no answer")
