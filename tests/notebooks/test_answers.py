"""Every example answer fails exactly the checks that it names."""

import shutil
from pathlib import Path

import pytest

from quaycrane.checks import check
from quaycrane.engine import Engine
from quaycrane.grading import Case, cases
from quaycrane.kit import project_root
from tests.notebooks.units import folder

pytestmark = pytest.mark.engine

UNIT = "03-layers-and-cache"
CASES = {case.name: case for case in cases(project_root() / "answers" / UNIT)}
READABLE = [case for case in CASES.values() if not case.malformed]
IN_FOLDER = {
    "app": (
        "builds", "source-edit-keeps-install", "other-source-edit-keeps-install",
        "manifest-edit-reruns-install", "lockfile-edit-reruns-install", "serves", "serves-where-port-says",
        "pinned-base-tag", "install-from-lockfile", "json-args-recommended",
    ),
    ".": (
        "predicts-no-change", "predicts-source-edit", "predicts-manifest-edit",
        "predicts-source-edit-all-at-once",
    ),
}  # fmt: skip
PATHS = {"Dockerfile": "app/Dockerfile", "predictions.yaml": "predictions.yaml"}


def is_answered_as_by_the_reference(case: Case, place: str) -> bool:
    """Tell whether the answer that the checks in a folder judge is the reference's, word for word."""
    file = {"app": "Dockerfile", ".": "predictions.yaml"}[place]
    return case.name != "reference" and case.answers.get(file) == CASES["reference"].answers[file]


def test_there_are_enough_of_them() -> None:
    """The reference, and 15 wrong answers at least."""
    assert not CASES["reference"].fails
    assert sum(bool(case.fails) for case in READABLE) >= 15


def test_every_check_is_failed_by_one_alone() -> None:
    """No check can be left out unseen: for each there is an answer, not untouched, that fails it."""
    failed = {name for case in READABLE if case.name != "untouched" for name in case.fails}
    assert failed == {name for names in IN_FOLDER.values() for name in names}


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_it_fails_what_it_names(case: Case, engine: Engine, tmp_path: Path) -> None:
    """Put to the engine, the answer fails the named checks and no other."""
    assert engine.version
    unit = tmp_path / "unit"
    shutil.copytree(folder(UNIT, "release"), unit)
    for name, path in PATHS.items():
        if name in case.answers:
            (unit / path).write_bytes(case.answers[name].encode())
    asked = {
        place: names for place, names in IN_FOLDER.items() if not is_answered_as_by_the_reference(case, place)
    }
    failed = {name for place, names in asked.items() for name in check(unit / place, *names).failed}
    assert failed == set(case.fails)
