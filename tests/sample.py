"""Which cases of a large suite run today: all have their turn within as many days as a share has parts."""

import hashlib
import subprocess
from datetime import date
from functools import cache

import pytest

from quaycrane.kit import project_root
from quaycrane.units import package_name


def is_drawn(item: pytest.Item, day: date) -> bool:
    """Return whether a test runs on a day; one with the mark ``sampled(n)`` does every nth day."""
    mark = item.get_closest_marker("sampled")
    if mark is None:
        return True
    (parts,) = mark.args
    place = int.from_bytes(hashlib.sha256(item.nodeid.encode()).digest()[:4])
    return bool((place + day.toordinal()) % parts == 0)


@cache
def touched_units() -> frozenset[str] | None:
    """Return the units that differ from the main branch, or from the last commit but one on it.

    None where git cannot tell.
    """
    paths = _changed()
    if paths is None:
        return None
    units = {path.parent.name for path in (project_root() / "source").glob("*/*.ipynb")}
    folders = {
        unit: (
            f"source/{unit}/",
            f"answers/{unit}/",
            f"quaycrane/units/{package_name(unit)}/",
            f"tests/units/{package_name(unit)}/",
        )
        for unit in units
    }
    return frozenset(unit for unit in units if any(path.startswith(folders[unit]) for path in paths))


def _changed() -> list[str] | None:
    head = _git("rev-parse", "HEAD")
    bases = [_git("merge-base", "HEAD", branch) for branch in ("origin/HEAD", "origin/main", "main")]
    base = next((base for base in bases if base and base != head), _git("rev-parse", "HEAD~1"))
    if not base:
        return None
    changed, new = _git("diff", "--name-only", base), _git("ls-files", "--others", "--exclude-standard")
    return f"{changed}\n{new}".split("\n")


def _git(*arguments: str) -> str:
    """Return what git prints, nothing where it fails or is not there."""
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=project_root(), capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        return ""
    return done.stdout.strip()
