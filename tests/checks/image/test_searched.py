"""Whether layers are searched: what a later layer removes is found, and what sources leave behind."""

from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

SOURCE = "src/page.js"
BUILDS = "FROM alpine:3 AS build\nCOPY . /app\nRUN grep -v '//' /app/src/page.js > /page\n"
RIGHT = f"{BUILDS}FROM alpine:3\nCOPY --from=build /page /page\n"
WHOLE = f"{BUILDS}FROM alpine:3\nCOPY --from=build /app /app\n"
PACKED = f"{BUILDS}RUN tar -czf /all.tar.gz /app\nFROM alpine:3\nCOPY --from=build /all.tar.gz /\n"
NAMED = "RUN touch /$(tail -n 1 /app/src/page.js | tr -d '/ ')\n"


def judged(folder: Path, text: str, check: checks.Check) -> checks.Outcome:
    """Return what a check says of a Dockerfile beside one source."""
    (folder / "src").mkdir()
    (folder / SOURCE).write_text("print()\n")
    (folder / "Dockerfile").write_text(text)
    (outcome,) = checks.check(folder, check).outcomes
    return outcome


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f"{WHOLE}RUN rm -r /app\n", "/app/src/page.js (layer 3, removed above it)"),
        (WHOLE, "/app/src/page.js (layer 3)"),
    ],
    ids=["removed later", "there"],
)
def test_a_path_is_found_in_any_layer(text: str, told: str, tmp_path: Path) -> None:
    """A file that a later layer removes is found as one that is there, and it is said that it is removed."""
    outcome = judged(tmp_path, text, checks.no_layer_holds(paths=["*/src/*"]))
    assert outcome.verdict is Verdict.FAILED
    assert told in outcome.observed


def test_a_path_in_an_earlier_stage_is_in_no_layer(tmp_path: Path) -> None:
    """What stays in a stage of its own is not in the image."""
    outcome = judged(tmp_path, RIGHT, checks.no_layer_holds(paths=["*/src/*"]))
    assert (outcome.verdict, outcome.observed) == (Verdict.PASSED, "None in 3 layers")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (WHOLE, "/app/src/page.js (layer 3)"),
        (f"{WHOLE}RUN rm -r /app\n", "hidden by a later one"),
        (PACKED, "/all.tar.gz (layer 3)"),
        (f"{WHOLE}{NAMED}", "the name of a file (layer 4)"),
    ],
    ids=["copied", "removed later", "packed", "in a name"],
)
def test_sources_are_found_in_the_layers(text: str, told: str, tmp_path: Path) -> None:
    """Sources are found where they lie: in a file, below a removal, in an archive, in a name."""
    outcome = judged(tmp_path, text, checks.ships_no_sources(files=[SOURCE]))
    assert outcome.verdict is Verdict.FAILED
    assert told in outcome.observed


def test_what_was_built_from_sources_is_no_source(tmp_path: Path) -> None:
    """An image that holds only what the build made of the sources passes."""
    outcome = judged(tmp_path, RIGHT, checks.ships_no_sources(files=[SOURCE]))
    assert (outcome.verdict, outcome.observed) == (Verdict.PASSED, "It is nowhere")
