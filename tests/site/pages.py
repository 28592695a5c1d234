"""Reads a page of the site as a browser and a reader do."""

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

_LOADED = {"script": "src", "img": "src", "link": "href", "iframe": "src", "object": "data", "source": "src"}
_NOT_READ = {"script", "style"}


@dataclass
class Page:
    """What is on a page.

    Attributes:
        names: The ids that a link may end at.
        links: Where links lead, as written.
        loads: What the browser fetches for it, as written.
        words: What a reader sees, without spaces.
    """

    names: set[str] = field(default_factory=set)
    links: set[str] = field(default_factory=set)
    loads: set[str] = field(default_factory=set)
    words: str = ""


@cache
def read(path: Path) -> Page:
    """Return what is on a page."""
    reader = _Reader()
    reader.feed(path.read_text(encoding="utf-8"))
    reader.page.words = bare("".join(reader.text))
    return reader.page


def bare(text: str) -> str:
    """Return a text without its spaces, which a page sets otherwise."""
    return "".join(text.split())


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.page, self.text, self._inside = Page(), list[str](), list[str]()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = {name: value for name, value in attrs if value}
        self.page.names |= {found[key] for key in ("id", "name") if key in found}
        if tag == "a" and "href" in found:
            self.page.links.add(found["href"])
        if tag in _LOADED and _LOADED[tag] in found:
            self.page.loads.add(found[_LOADED[tag]])
        if tag in _NOT_READ:
            self._inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._inside and self._inside[-1] == tag:
            self._inside.pop()

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.text.append(data)
