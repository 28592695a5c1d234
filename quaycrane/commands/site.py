"""Builds the site: pages of the units as they ran, guides and reference."""

import argparse
import shutil
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from quaycrane.commands.course import shown
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit import project_root
from quaycrane.site import assemble

_MARK = ".buildinfo"  # Sphinx leaves it


def build_site(console: Console, chosen: argparse.Namespace) -> int:
    """Build it; return the exit code.

    Raises:
        InputError: There is no clone, no Sphinx, or something else where the site should be.
        QuaycraneError: Sphinx warned of something, with what it said.
    """
    root = project_root()
    if not (root / "docs" / "conf.py").is_file():
        raise InputError("A wheel brings no guides along", fix="Build the site in a clone of the project")
    if find_spec("myst_nb") is None:
        raise InputError("Sphinx is not there", fix="./course site brings it; or pip install '.[site]'")
    target = (chosen.to or root / "site").resolve()
    if target.exists() and any(target.iterdir()) and not (target / _MARK).exists():
        raise InputError(f"{target} holds something else", fix="Name another folder: --to DIR")
    with tempfile.TemporaryDirectory() as place, console.status("Building the site, in about a minute"):
        pages, made = Path(place, "pages"), Path(place, "made")
        assemble(root, pages, chosen.parser)
        _sphinx(root, pages, made)
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(made, target)
    console.print(f"[green]✓[/] {len(list(target.rglob('*.html')))} pages")
    console.print(f"Open [bold]{escape(shown(target / 'index.html'))}[/] in a browser")
    return 0


def _sphinx(root: Path, pages: Path, target: Path) -> None:
    quietly = ("--fail-on-warning", "--keep-going", "--quiet", "--jobs", "2")
    places = ("--conf-dir", str(root / "docs"), "--doctree-dir", str(pages.with_name("doctrees")))
    command = [sys.executable, "-m", "sphinx", *quietly, *places, str(pages), str(target)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - a list, no shell
    if done.returncode:
        raise QuaycraneError("Sphinx warned of something", why=done.stderr.replace(f"{pages}/", ""))
