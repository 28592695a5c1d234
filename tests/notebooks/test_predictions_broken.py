"""Predictions that are not in the form of the task get a sentence each, and no point."""

import io
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from quaycrane.checks import Check, Verdict, check
from tests.notebooks.asked import asked
from tests.notebooks.test_answers import files
from tests.notebooks.units import UNITS, folder

pytestmark = pytest.mark.engine


def other_kind(value: Any) -> Any:
    """Return a value as one writes it by mistake: a word as a list, a list as a word, a number as text."""
    if isinstance(value, list):
        return " ".join(map(str, value))
    return [value] if isinstance(value, str) else f"about {value}"


def changed(found: Any, change: Callable[[Any], Any]) -> Any:
    """Return a YAML answer of which every leaf is changed."""
    if isinstance(found, dict):
        return {key: changed(value, change) for key, value in found.items()}
    return change(found)


def written(value: Any) -> str:
    """Return a value as YAML, a key a line."""
    text, yaml = io.StringIO(), YAML(typ="safe")
    yaml.default_flow_style = False
    yaml.dump(value, text)
    return text.getvalue()


BROKEN: dict[str, Callable[[Any], str]] = {
    "of another kind": lambda found: written(changed(found, other_kind)),
    "unknown words": lambda found: written(changed(found, lambda _: ["elephant"])),
    "nulls": lambda found: written(changed(found, lambda _: None)),
    "under other keys": lambda found: written({f"my {key}": value for key, value in found.items()}),
    "a list": lambda found: written([found]),
    "prose": lambda _: "I think that all of them are right.\n",
    "empty": lambda _: "",
    "tabs": lambda found: f"\t{written(found)}",
    "an alias of itself": lambda _: "a: &a [*a]\n",
    "two documents": lambda found: f"x: 1\n---\n{written(found)}",
}


def predictions(unit: str) -> dict[str, list[Check]]:
    """Return a unit's checks of predictions, by the file that they read."""
    found: dict[str, list[Check]] = {}
    for where, checks in asked(unit).items():
        for one in checks:
            if one.name.startswith("predicts"):
                found.setdefault(Path(where, one.file).as_posix(), []).append(one)
    return found


@pytest.mark.parametrize("how", BROKEN)
@pytest.mark.parametrize("unit", UNITS)
def test_each_is_told_in_a_sentence(unit: str, how: str, tmp_path: Path) -> None:
    """Nothing of it passes, nothing is asked of the engine, and what is said names the place or the file."""
    place = tmp_path / "unit"
    shutil.copytree(folder(unit, "release"), place)
    for path, checks in predictions(unit).items():
        (place / path).write_text(BROKEN[how](YAML(typ="safe").load(files(unit, "reference")[path])))
        for outcome in check((place / path).parent, *checks).outcomes:
            assert outcome.verdict is Verdict.FAILED
            assert any(words in outcome.observed for words in ("under '", "no YAML", "Nothing written yet"))
            assert "Traceback" not in str(outcome)
