"""Puts sections of the README into a page, so that each is written once."""

import re

_PLACE = re.compile(r"<!-- README: (.+?) -->")
_FOLDER = re.compile(r"\]\(\.\./(rules|decisions)\)")


def with_readme(page: str, readme: str) -> str:
    """Return a page of the guides with the sections of the README that it names.

    Args:
        page: The page, with a line ``<!-- README: HEADING -->`` for each section.
        readme: The README's text.
    """
    return _PLACE.sub(lambda place: _section(place[1], readme), page)


def _section(heading: str, readme: str) -> str:
    text = readme.partition(f"\n## {heading}\n")[2].partition("\n## ")[0].strip()
    return _FOLDER.sub(r"](../\1/README.md)", text.replace("](docs/", "](../"))
