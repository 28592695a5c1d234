"""Hints on a failed check: three levels, and no solution among them."""

import tomllib
from pathlib import Path

import pytest

from quaycrane.checks import compose, dockerfile, hints, known_checks
from quaycrane.checks.declared import families
from quaycrane.checks.hints import hints_for
from quaycrane.checks.outcome import Outcome, Verdict

TOLD = tomllib.loads(Path(hints.__file__).with_name("hints.toml").read_text(encoding="utf-8"))["hint"]


def failed(name: str, **more: object) -> Outcome:
    """Return the end of a check that failed."""
    return Outcome(name, "It serves.", Verdict.FAILED, **more)  # type: ignore[arg-type]


def test_the_first_tells_what_was_seen_and_where() -> None:
    """The observed fact, and the line of the learner's own file, as it stands there."""
    outcome = failed("pinned-base-tag", observed="no tag", line=2, file="app/Dockerfile")
    seen, _, _ = hints_for(outcome, "# mine\n  FROM alpine\n")
    assert seen.words == "no tag\nIn line 2 of app/Dockerfile: FROM alpine"


def test_the_third_is_an_example() -> None:
    """A rule's own, bad and good; of another check the one that is kept for it, whatever its values."""
    rule = {one.check_name: one for one in dockerfile.known_rules()}["pinned-base-tag"]
    assert rule.good.strip() in hints_for(failed("pinned-base-tag"))[2].example
    assert "http.server" in hints_for(failed("serves-page(port=8080)", file="app/Dockerfile"))[2].example


def test_a_check_that_nobody_thought_of_has_general_ones() -> None:
    """Its own advice stands before them, and they fit the kind of file."""
    told = hints_for(failed("new-one", fix="Name the port", file="app/compose.yaml"))
    assert told[1].words.startswith("Name the port. ")
    assert "services:" in told[2].example


def test_each_check_of_everyone_has_its_own() -> None:
    """None of the checks that any unit may ask has general hints only."""
    known_checks()
    own = {
        name.replace("_", "-")
        for name, family in families().items()
        if family.__module__.startswith("quaycrane.checks.")
    }
    assert own <= hints._written().keys() | hints._of_rules().keys()


@pytest.mark.parametrize("hint", TOLD, ids=lambda hint: hint["checks"][0])
def test_an_example_is_what_it_says(hint: dict[str, str], tmp_path: Path) -> None:
    """A Dockerfile can be read, a Compose file be taken."""
    kind = hint.get("kind", "dockerfile")
    if kind == "dockerfile":
        assert not dockerfile.parse(hint["example"]).problems
    elif kind == "compose":
        assert not compose.resolve(hint["example"], tmp_path).problems
    else:
        assert kind in {"ignore", "console"}
