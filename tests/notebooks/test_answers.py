"""Every example answer fails exactly the checks that it names."""

import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks import Check, check
from quaycrane.engine import Engine
from quaycrane.grading import Case, cases
from quaycrane.grading.reading.answers import places_in
from quaycrane.grading.reading.classroom import place_of
from quaycrane.kit import project_root
from tests.notebooks.about import about
from tests.notebooks.asked import asked, names_asked
from tests.notebooks.units import UNITS, folder, notebook
from tests.sample import touched_units

WRONG = 15
FEW = 2
"""Units whose answers are all put to the engine when they are touched; of more, every sixth."""

ON_REQUEST = {"11-capstone"}
"""Units of whose answers only the reference is put to the engine without ``--all``: one takes minutes."""
_NEVER_BY_DAY = pytest.mark.sampled(10**9)

every_unit = pytest.mark.parametrize("unit", UNITS)


@cache
def cases_of(unit: str) -> dict[str, Case]:
    """Return a unit's example answers, without those whose notebook is broken, by name."""
    found = cases(project_root() / "answers" / unit)
    return {case.name: case for case in found if not case.malformed}


@cache
def files(unit: str, name: str) -> dict[str, str]:
    """Return the files of an example answer, by their paths in the unit's folder."""
    places = places_in(notebook(unit, "release"))
    named = {place_of(file, places): text for file, text in cases_of(unit)[name].answers.items()}
    return {str(place.path): text for place, text in named.items() if place and place.path}


def differs(unit: str, name: str) -> set[str]:
    """Return the paths at which an example answer is not the reference."""
    own, right = files(unit, name), files(unit, "reference")
    return {path for path in {*own, *right} if own.get(path) != right.get(path)}


def is_touched(folder: str, one: Check, changed: set[str]) -> bool:
    """Return whether a check can end otherwise when these files change.

    Predictions are judged by themselves, and decide about nothing else.
    """
    if one.name.startswith("predicts"):
        return Path(folder, one.file).as_posix() in changed
    others = (path for path in changed if not Path(path).name.startswith("predictions"))
    return any(Path(path).is_relative_to(folder) or folder == "." for path in others)


@every_unit
def test_there_are_enough_of_them(unit: str) -> None:
    """The reference fails nothing, and there are 15 wrong answers at least, once the unit is no draft."""
    assert not cases_of(unit)["reference"].fails
    assert sum(bool(case.fails) for case in cases_of(unit).values()) >= WRONG or about(unit).draft


@every_unit
def test_every_check_is_failed_by_one_alone(unit: str) -> None:
    """No check can be left out unseen: for each there is an answer, not untouched, that fails it."""
    wrong = (case for name, case in cases_of(unit).items() if name != "untouched")
    assert {name for case in wrong for name in case.fails} == names_asked(unit)


def everyone() -> Iterator[Any]:
    """Yield every example answer; but for a few units that somebody touched, they take turns."""
    touched = touched_units()
    whole = UNITS if touched is None else touched if len(touched) <= FEW else ()
    for unit in UNITS:
        always = touched is None or unit in touched
        for name in cases_of(unit):
            if name == "reference":
                turns = [] if always else [pytest.mark.sampled(2)]
            elif unit in ON_REQUEST:
                turns = [_NEVER_BY_DAY]
            else:
                turns = [] if unit in whole else [pytest.mark.sampled(6)]
            limit = [pytest.mark.timeout(1500)] if unit in ON_REQUEST else []
            yield pytest.param(unit, name, marks=[*turns, *limit])


@pytest.mark.engine
@pytest.mark.parametrize(("unit", "name"), [*everyone()])
def test_it_fails_what_it_names(unit: str, name: str, engine: Engine, tmp_path: Path) -> None:
    """Put to the engine, the answer fails the named checks and no other.

    Where it is the reference's, word for word, it is not asked again.
    """
    assert engine.version
    place = tmp_path / "unit"
    shutil.copytree(folder(unit, "release"), place)
    for path, text in files(unit, name).items():
        (place / path).parent.mkdir(exist_ok=True)
        (place / path).write_bytes(text.encode())
    changed = {*files(unit, name)} if name == "reference" else differs(unit, name)
    failed: set[str] = set()
    for where, checks in asked(unit).items():
        if touched := [one for one in checks if is_touched(where, one, changed)]:
            failed |= set(check(place / where, *touched).failed)
    assert failed == set(cases_of(unit)[name].fails)
