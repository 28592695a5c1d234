"""Lays out what Sphinx reads: the guides as they are written, and pages made of the course itself."""

import argparse
import re
import shutil
from pathlib import Path

import nbformat

import quaycrane
from quaycrane.site.commands_page import commands_page
from quaycrane.site.playing import played
from quaycrane.site.readme import with_readme
from quaycrane.site.teaching import teaching_page

_OUTSIDE = re.compile(r"\[([^\]]+)\]\(\.\./[^)]*\)")
_LISTED = "\n\n```{{toctree}}\n:hidden:\n:glob:\n\n{pages}\n```\n"
_API = "# quaycrane.{part}\n\n```{{eval-rst}}\n.. automodule:: quaycrane.{part}\n   :members:\n```\n"


def assemble(root: Path, target: Path, parser: argparse.ArgumentParser) -> None:
    """Lay out the pages of the site in an empty folder.

    Args:
        root: The folder of `docs/`, `release/`, `recordings/` and the rest.
        target: Where to; it is made.
        parser: What reads the command's arguments.

    Raises:
        InputError: A recording is missing, or is of another notebook.
    """
    shutil.copytree(root / "docs", target, ignore=shutil.ignore_patterns("conf.py", "_static", "*.pyc"))
    for page in target.glob("*.md"):
        _write(page, _OUTSIDE.sub(r"\1", _text(page)))
    for page in target.glob("guide/*.md"):
        _write(page, with_readme(_text(page), _text(root / "README.md")))
    for name, pages in (("rules", "[A-Z]*[a-z]"), ("decisions", "[0-9]*")):
        readme = target / name / "README.md"
        _write(readme, _text(readme) + _LISTED.format(pages=pages))
    _write(target / "reference" / "commands.md", commands_page(parser))
    _write(target / "reference" / "nbgrader_config.py", _text(root / "nbgrader_config.py"))
    for part in quaycrane.__all__:
        _write(target / "reference" / "api" / f"{part}.md", _API.format(part=part))
    for unit in (path.parent.name for path in sorted((root / "release").glob("*/*.ipynb"))):
        _write(target / "units" / f"{unit}.ipynb", nbformat.writes(played(root, unit)))
        _write(target / "teaching" / f"{unit}.md", teaching_page(root, unit))


def _text(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def _write(page: Path, text: str) -> None:
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(text, encoding="utf-8")
