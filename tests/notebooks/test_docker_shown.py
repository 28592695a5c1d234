"""Docker itself is on the page: a learner's cells drive it, and show what the engine says."""

import re

import pytest
from nbformat.v4 import new_code_cell

from tests.notebooks import driving as reading
from tests.notebooks.about import about
from tests.notebooks.conftest import Run
from tests.notebooks.driving import commands, demonstrations, driving, is_run
from tests.notebooks.units import UNITS, is_grade, shown, tags

every_unit = pytest.mark.parametrize("unit", UNITS)

TOLD_BY_AN_ENGINE = re.compile(r"\d|[0-9a-f]{12}|[Ee]rror|cannot|denied|refused|No such")
BARE = re.compile(r"^(?:.*[:=] *)?(True|False)\.?$", re.MULTILINE)


@every_unit
def test_a_third_of_the_demonstrations_drive_docker(unit: str) -> None:
    """At least a third of the cells that show something call the SDK or run `%docker`."""
    assert 3 * len(driving(unit)) >= len(demonstrations(unit))


@every_unit
def test_the_notes_commands_are_run(unit: str) -> None:
    """Each command of the notes that belongs to the unit is run in it, as `%docker`."""
    assert [command for command in about(unit).commands if not is_run(command, unit)] == []


@every_unit
def test_the_unit_says_what_each_claim_shows(unit: str) -> None:
    """For each claim the unit tells words that its cell shows."""
    assert [claim for claim, words in about(unit).claims.items() if not words] == []


@pytest.mark.engine
def test_a_claim_shows_what_the_engine_said(ran: Run) -> None:
    """Each claim's cell shows text from the engine: an id, a digest, a number, a message."""
    for cell in ran.cells:
        if any(tag.startswith("claim:") for tag in tags(cell)):
            assert TOLD_BY_AN_ENGINE.search(shown(cell)), cell.id


@pytest.mark.engine
def test_no_cell_shows_a_bare_true_or_false(ran: Run) -> None:
    """What the engine says is shown, not a boolean of ours."""
    for cell in ran.cells:
        if not is_grade(cell):
            assert not BARE.search(shown(cell)), cell.id


CELLS = {
    "client = engine.client\nbox = client.containers.run('alpine:3', detach=True)": (True, []),
    "box.reload()\nprint(box.status)": (True, []),
    "print(labs.removal(engine))": (False, []),
    "%docker run -d \\\n  alpine:3": (True, ["docker run -d    alpine:3"]),
    "names = %docker ps -q\nprint(names)": (True, ["docker ps -q"]),
    "%%docker\npull alpine:3\nrm -f x": (True, ["docker pull alpine:3", "docker rm -f x"]),
    "%%docker build -t hello -\nFROM alpine:3": (True, ["docker build -t hello -"]),
}


def test_cells_that_drive_docker_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    """A call of the client or of what came from it, and each form of the magic; not a lab of ours."""
    cells = [new_code_cell(source) for source in CELLS]
    monkeypatch.setattr(reading, "code_cells", lambda _: cells)
    drive = [text for text, (drives, _) in CELLS.items() if drives]
    assert [cell.source for cell in driving("unit")] == drive
    assert [commands(cell) for cell in cells] == [said for _, said in CELLS.values()]
    assert is_run("docker run -d", "unit")
    assert is_run("docker build -t *", "unit")
    assert not is_run("docker build --build-arg", "unit")


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("True", True),
        ("the image is there: True", True),
        ("gone = False.", True),
        ("{'Running': True, 'Pid': 7}", False),
        ("True to its word", False),
    ],
)
def test_a_bare_boolean_is_known(text: str, *, bare: bool) -> None:
    """A line that is a boolean, or ends in one after a colon, is bare; an engine's document is not."""
    assert bool(BARE.search(text)) is bare
