"""Our own reading of Compose files and `docker compose config` say the same."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks.compose import resolve
from quaycrane.engine import compose_command, compose_config
from quaycrane.errors import InputError

CORPUS = Path(__file__).parent / "corpus"
HARD = sorted(file.parent for file in CORPUS.glob("*/compose.yaml"))
REFUSED = sorted([*(CORPUS / "refused").glob("*.yaml"), *(CORPUS / "refused").glob("*/compose.yaml")])
VARIABLES = {"A": "x", "E": ""}

needs_compose = pytest.mark.skipif(not compose_command(), reason="no docker compose on this machine")


def ask(file: Path) -> dict[str, Any]:
    """Return what Compose says of a file, with its override, the variables and `.env`."""
    override = file.with_name("compose.override.yaml")
    files = [file, override] if override.exists() else [file]
    with pytest.MonkeyPatch.context() as patch:
        for name, value in VARIABLES.items():
            patch.setenv(name, value)
        return compose_config(file.parent, files=files, project="corpus")


def ours(file: Path) -> Any:
    """Return what we say of the same."""
    override = file.with_name("compose.override.yaml")
    overrides = (override.read_text(),) if override.exists() else ()
    seen = {**os.environ, **VARIABLES}
    return resolve(file.read_text(), file.parent, overrides=overrides, variables=seen, name="corpus")


def told(value: Any) -> Any:
    """Return content without what says nothing: null, false, empty, and extensions."""
    if isinstance(value, dict):
        kept = {
            key: told(item) for key, item in value.items() if not str(key).startswith("x-") or "image" in item
        }
        return {key: item for key, item in kept.items() if item not in (None, [], {}) and item is not False}
    return [told(item) for item in value] if isinstance(value, list) else value


def recorded(folder: Path) -> Any:
    """Return what Compose 2.40.3 said of a folder when it was asked."""
    text = (folder / "resolved.json").read_text()
    for name, place in (("{folder}", folder), ("{corpus}", CORPUS), ("{home}", Path.home())):
        text = text.replace(name, str(place))
    return json.loads(text)


@pytest.mark.parametrize("folder", HARD, ids=lambda folder: folder.name)
def test_a_hard_file_is_read_alike(folder: Path) -> None:
    """Variables, anchors, extends, includes, overrides, short forms and units come out as recorded."""
    found = ours(folder / "compose.yaml")
    assert found.problems == ()
    assert told(found.model) == recorded(folder)


@needs_compose
@pytest.mark.parametrize("folder", HARD, ids=lambda folder: folder.name)
def test_what_is_recorded_is_what_compose_says(folder: Path) -> None:
    """The command that is here reads each file as the recorded one did."""
    assert told(ask(folder / "compose.yaml")) == recorded(folder)


@needs_compose
@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_what_compose_refuses_we_refuse(file: Path) -> None:
    """Each file that Compose does not take has a problem, too, so that the corpus is what it claims."""
    with pytest.raises(InputError):
        ask(file)
    assert ours(file).problems


@pytest.mark.parametrize("file", REFUSED, ids=lambda file: file.stem)
def test_a_problem_has_a_line_and_a_sentence(file: Path) -> None:
    """Without Compose, too: each problem is at a line of the file and says what is wrong."""
    lines = file.read_text().count("\n") + 1
    for problem in ours(file).problems:
        assert 1 <= problem.line <= lines
        assert len(problem.what) > 10
