"""Dependencies point one way, and each library has one home."""

import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from tests.fences.sources import MODULES, PACKAGE, Room, imported, room, used_rooms

SHOWN = {"figures", "widgets"}
MAY_USE = {
    "__init__": set[str](),
    "errors": set[str](),
    "display": set[str](),
    "first_cells": set[str](),
    "engine": {"errors"},
    "kit": {"errors", "engine"},
    "labs": {"errors", "engine", "kit", "checks"},
    "figures": {"errors", "kit", "labs", "checks"},
    "widgets": {"errors", "display", "labs", "figures"},
    "units": set[str](),
    "checks": {"errors", "display", "engine"},
    "course": {"errors", "engine", "units"},
    "recorded": {"errors"},
    "notebook": {"errors", "first_cells", "engine", "kit", "course", "recorded", "units", "checks"} | SHOWN,
    "grading": {"errors", "engine", "kit", "units", "checks"},
    "commands": {"errors", "engine", "kit", "units", "checks", "grading", "course", "recorded"},
    "cli": {"errors", "engine", "kit", "commands"},
}
GRADING = ("checking", "reading", "gradebook", "telling")
"""The rooms of grading: each may use those before it, and what stands beside the rooms may use them all."""

HOME = {"docker": "engine", "matplotlib": "figures", "ipywidgets": "widgets", "nbgrader": "grading"}


def name(path: Path) -> str:
    """Return a module's path for a person."""
    return str(path.relative_to(PACKAGE))


def allowed(own: Room) -> set[Room]:
    """Return what a part may use: a unit's part also the shared one of its name, never another unit."""
    shared = {Room(part) for part in MAY_USE[own.part]} | {Room(own.part)}
    return shared | {Room(one.part, own.unit) for one in shared}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_uses_only_what_lies_below_it(path: Path) -> None:
    """No module imports a part of the package that stands above it or beside it."""
    assert used_rooms(path) <= allowed(room(path))


@pytest.mark.parametrize("own", GRADING)
def test_the_rooms_of_grading_point_one_way(own: str) -> None:
    """Checking knows no submission, reading no gradebook, and no room who grades with it."""
    before = GRADING[: GRADING.index(own) + 1]
    for path in (PACKAGE / "grading" / own).rglob("*.py"):
        words = [word.split(".")[2] for word in imported(path) if word.startswith("quaycrane.grading.")]
        assert set(words) <= set(before), path


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_library_is_used_in_its_home_only(path: Path) -> None:
    """Only engine talks to Docker, only figures draw, only widgets make controls, only grading grades."""
    homes = {HOME[root] for word in imported(path) if (root := word.split(".")[0]) in HOME}
    assert homes <= {room(path).part}


def test_no_module_needs_itself() -> None:
    """No module imports, over whatever others and for types or inside functions as well, itself."""
    names = {".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts): path for path in MODULES}
    TopologicalSorter({name: names.keys() & set(imported(path)) for name, path in names.items()}).prepare()


def test_judging_a_text_loads_no_docker() -> None:
    """Every rule about a text is known, and judges, where the SDK was never imported."""
    program = (
        "import sys; from pathlib import Path\nfrom quaycrane.checks import compose, dockerfile\n"
        "for rule in dockerfile.known_rules(): list(rule.find(dockerfile.parse(rule.bad, rule.ignore)))\n"
        "for rule in compose.known_rules(): list(rule.findings(compose.resolve(rule.bad, Path('/x'))))\n"
        "print(len(dockerfile.known_rules()), len(compose.known_rules()), 'docker' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    *counts, loaded = done.stdout.split()
    files = [
        len(list((PACKAGE / "checks" / kind / "rules").glob("[a-z]*.py")))
        for kind in ("dockerfile", "compose")
    ]
    assert ([int(count) for count in counts], loaded) == (files, "False")


def test_text_checks_need_no_engine() -> None:
    """Below checks only what looks at behaviour, or asks `docker compose`, uses the engine's part."""
    truth = PACKAGE / "checks" / "compose" / "truth.py"
    talking = {
        path.relative_to(PACKAGE / "checks").parts[0]
        for path in set(MODULES) - {truth}
        if room(path) == Room("checks")
        and any(word.startswith("quaycrane.engine") for word in imported(path))
    }
    assert talking <= {"behaviour", "engine_facts.py", "image"}
