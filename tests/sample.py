"""Which cases of a large suite run today: all have their turn within as many days as a share has parts."""

import subprocess
from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from functools import cache
from typing import TypeVar
from zlib import crc32

import pytest

from quaycrane.kit import project_root
from quaycrane.units import package_name

T = TypeVar("T")


def left_out(items: Iterable[pytest.Item], day: date) -> set[pytest.Item]:
    """Return the tests that do not run on a day: of those with the mark ``sampled(n)``, all but every nth.

    Files begin at different places, or all that is drawn once a week would be drawn on the same day.
    """
    places: Counter[str] = Counter()
    out = set()
    for item in items:
        if mark := item.get_closest_marker("sampled"):
            test = item.nodeid.partition("[")[0]
            places[test] += 1
            first = crc32(test.partition("::")[0].encode())
            if (first + places[test] + day.toordinal()) % mark.args[0]:
                out.add(item)
    return out


def whose_turn(known: Sequence[T], parts: int, config: pytest.Config) -> list[T]:
    """Return every nth of what is known, another part each day; all of it with ``--all``."""
    if config.option.all:
        return list(known)
    return list(known[-config.option.day.toordinal() % parts :: parts])


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
