"""The bill of materials that the checks read is the one that syft finds."""

import pytest

from quaycrane.checks.image.content import Note, note_content
from quaycrane.checks.image.model import File, Image, Layer
from quaycrane.checks.image.packages import Package, packages, packages_by_syft, syft
from quaycrane.checks.image.read import read_image
from quaycrane.engine import Engine, saved

DPKG = """\
Package: a
Status: install ok installed
Version: 1

Package: b
Status: deinstall ok config-files
Version: 2
"""
LISTS = {
    "var/lib/dpkg/status": DPKG,
    "var/lib/dpkg/status.d/c": "Package: c\nVersion: 3\n",
    "lib/apk/db/installed": "C:Q1\nP:musl\nV:1.2.5-r0\n\nP:broken\n\n",
    "app/node_modules/@a/b/package.json": '{"name": "@a/b", "version": "4"}',
    "app/node_modules/broken/package.json": '["no", "object"]',
    "usr/lib/python3/pip-25.dist-info/METADATA": "Name: pip\nVersion: 25\n\nName: no\n",
}


def test_every_list_is_read() -> None:
    """Packages of dpkg (also distroless), apk, npm and pip are found; what is broken or removed is none."""
    files = {path: File(path, "file") for path in LISTS}
    notes = {path: Note(text=text) for path, text in LISTS.items()}
    assert packages(Image((Layer(files, notes=notes),), {}, ())) == (
        Package("apk", "musl", "1.2.5-r0"),
        Package("deb", "a", "1"),
        Package("deb", "c", "3"),
        Package("npm", "@a/b", "4"),
        Package("python", "pip", "25"),
    )


def test_what_a_later_layer_removes_is_none() -> None:
    """Only what a container sees is in the bill of materials."""
    path = "app/node_modules/a/package.json"
    below = Layer({path: File(path, "file")}, notes={path: Note(text='{"name": "a", "version": "1"}')})
    assert packages(Image((below, Layer({}, removed=frozenset({"app/node_modules"}))), {}, ())) == ()


@pytest.mark.engine
@pytest.mark.skipif(not syft(), reason="syft is not installed: it has no wheel for this machine")
def test_syft_finds_the_same(engine: Engine) -> None:
    """In an image with packages of npm, ours and syft's bills of materials agree on each."""
    image = read_image(saved(engine, "node:24-alpine"), note_content)
    assert len(packages(image)) > 100
    assert packages(image) == packages_by_syft(saved(engine, "node:24-alpine"))
