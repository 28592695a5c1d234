"""Dependencies point one way, and each library has one home."""

import ast
import inspect
import subprocess
import sys
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from quaycrane import engine
from tests.fences.sources import MODULES, PACKAGE, Room, imported, room, used_rooms

SHOWN = {"figures", "widgets"}
MAY_USE = {
    "__init__": set[str](),
    "errors": set[str](),
    "display": set[str](),
    "first_cells": set[str](),
    "pocket": {"errors"},
    "engine": {"errors", "pocket"},
    "kit": {"errors", "engine"},
    "labs": {"errors", "engine", "kit", "checks"},
    "figures": {"errors", "kit", "labs", "checks"},
    "widgets": {"errors", "display", "labs", "figures"},
    "units": set[str](),
    "checks": {"errors", "display", "engine"},
    "course": {"errors", "engine", "checks", "units"},
    "recorded": {"errors"},
    "notebook": {"errors", "first_cells", "engine", "kit", "course", "recorded", "units", "checks"} | SHOWN,
    "grading": {"errors", "engine", "kit", "units", "checks"},
    "site": {"errors", "kit", "recorded", "units"},
    "editor": {"errors", "kit", "checks", "course"},
    "hub": {"errors", "engine", "kit"},
    "commands": {
        "errors",
        "pocket",
        "engine",
        "kit",
        "units",
        "checks",
        "grading",
        "course",
        "recorded",
        "site",
    },
    "cli": {"errors", "engine", "kit", "commands"},
}
ROOMS = {
    "engine": (
        *("trouble", "ours", "debian", "connection", "images", "build", "containers", "compose", "terminal"),
        *("engine", "ladder", "slot"),
    ),
    "grading": ("checking", "reading", "gradebook", "telling"),
}
"""The rooms of a part: each may use those before it, and what stands beside the rooms may use them all."""

HOME = {
    "docker": "engine",
    "matplotlib": "figures",
    "ipywidgets": "widgets",
    "nbgrader": "grading",
    "jupyterhub": "hub",
}


def name(path: Path) -> str:
    """Return a module's path for a person."""
    return str(path.relative_to(PACKAGE))


def place(path: Path) -> tuple[str, ...]:
    """Return the names that lead to a module from the package."""
    return path.relative_to(PACKAGE).with_suffix("").parts


def allowed(own: Room) -> set[Room]:
    """Return what a part may use: a unit's part also the shared one of its name, never another unit."""
    shared = {Room(part) for part in MAY_USE[own.part]} | {Room(own.part)}
    return shared | {Room(one.part, own.unit) for one in shared}


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_a_module_uses_only_what_lies_below_it(path: Path) -> None:
    """No module imports a part of the package that stands above it or beside it."""
    assert used_rooms(path) <= allowed(room(path))


@pytest.mark.parametrize(("part", "own"), [(part, own) for part, rooms in ROOMS.items() for own in rooms])
def test_the_rooms_of_a_part_point_one_way(part: str, own: str) -> None:
    """Checking knows no submission, an image no container, and no room who works with it."""
    before = ROOMS[part][: ROOMS[part].index(own) + 1]
    for path in [one for one in MODULES if place(one)[:2] == (part, own)]:
        words = [word.split(".")[2] for word in imported(path) if word.startswith(f"quaycrane.{part}.")]
        assert set(words) <= set(before), path


def test_every_module_of_the_engine_lies_in_a_room() -> None:
    """Beside the rooms of the engine stands its public face, and nothing else."""
    assert {place(path)[1] for path in MODULES if place(path)[0] == "engine"} == {
        "__init__",
        *ROOMS["engine"],
    }


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_an_engine_is_handed_on_and_not_its_client(path: Path) -> None:
    """Outside the engine's part no function is called with the SDK's client."""
    calls = [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]
    handed = [one for call in calls for one in (*call.args, *(keyword.value for keyword in call.keywords))]
    clients = [one for one in handed if isinstance(one, ast.Attribute) and one.attr == "client"]
    assert place(path)[0] == "engine" or not clients


def test_the_engine_offers_nothing_that_asks_for_a_client() -> None:
    """What `quaycrane.engine` lists takes an engine, and finds its client itself."""
    offered = [thing for name in engine.__all__ if inspect.isfunction(thing := getattr(engine, name))]
    assert not [one for one in offered if "DockerClient" in str(one.__annotations__)]


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
    asking = PACKAGE / "checks" / "compose" / "command.py"
    talking = {
        path.relative_to(PACKAGE / "checks").parts[0]
        for path in set(MODULES) - {asking}
        if room(path) == Room("checks")
        and any(word.startswith("quaycrane.engine") for word in imported(path))
    }
    assert talking <= {"behaviour", "answer_builds.py", "image"}
