"""The mistakes of mistakes.toml, and their page.

`python -m tests.units.layers_and_cache.mistakes docs/beginner-mistakes.md` writes the page.
"""

import difflib
import sys
import tomllib
from dataclasses import dataclass
from pathlib import Path

from quaycrane.kit import project_root

_HEAD = """# Mistakes of beginners

What the checks say first to mistakes in exercise 2 of unit 03, by what differs from the reference answer.
A test puts each to an engine; `…` stands for what is another in each run. This page is written by
`python -m tests.units.layers_and_cache.mistakes docs/beginner-mistakes.md`.

| mistake | what differs | the first sentence |
|---|---|---|
"""


@dataclass(frozen=True)
class Mistake:
    """A mistake, and the first sentence that its maker reads."""

    title: str
    dockerfile: str
    says: str


def mistakes() -> tuple[Mistake, ...]:
    """Return all of them."""
    told = tomllib.loads(Path(__file__).with_name("mistakes.toml").read_text(encoding="utf-8"))
    return tuple(Mistake(**one) for one in told["mistakes"])


def page() -> str:
    """Return the page as Markdown."""
    rows = (f"| {one.title} | {_differs(one.dockerfile)} | {_cell(one.says)} |\n" for one in mistakes())
    return _HEAD + "".join(rows)


def _differs(dockerfile: str) -> str:
    reference = project_root() / "answers" / "03-layers-and-cache" / "reference" / "Dockerfile"
    right, wrong = reference.read_text().splitlines(), dockerfile.splitlines()
    lines = [line for line in difflib.ndiff(right, wrong) if line[:2] in {"- ", "+ "}]
    return "<br>".join(f"{'without' if line[0] == '-' else 'with'} `{_cell(line[2:])}`" for line in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(page(), encoding="utf-8")
