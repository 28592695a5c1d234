"""Short cases, each recorded as refused or taken by Compose: we refuse the same, at their lines."""

import random
from pathlib import Path

import pytest

from quaycrane.checks.compose import resolve
from quaycrane.engine import compose_command, compose_config
from quaycrane.errors import InputError

CASES = Path(__file__).parent / "corpus" / "lines.txt"
HEAD = "services:\n  a:\n    image: x\n"
ASKED = 60


def text_of(case: str) -> str:
    """Return the file that a case stands for."""
    lines = case.removeprefix("TOP ").split(" | ")
    if case.startswith("TOP services"):
        return "\n".join(lines) + "\n"
    indent = "" if case.startswith("TOP ") else "    "
    return HEAD + "".join(f"{indent}{line}\n" for line in lines)


def cases(kind: str) -> list[str]:
    """Return the cases of a kind."""
    _, _, rest = CASES.read_text().partition(f"[{kind}]\n")
    return rest.partition("\n[")[0].splitlines()


REFUSED, TAKEN = cases("refused"), cases("taken")


@pytest.mark.parametrize("case", REFUSED)
def test_a_refused_line_is_told(case: str) -> None:
    """Each problem stands at a line of the case, and says what is wrong there."""
    text = text_of(case)
    problems = resolve(text, Path("/project")).problems
    first = HEAD.count("\n") + 1 if text.startswith(HEAD) else 1
    assert problems
    for problem in problems:
        assert first <= problem.line <= text.count("\n")
        assert " " in problem.what


@pytest.mark.parametrize("case", TAKEN)
def test_a_taken_line_is_not_told(case: str) -> None:
    """What Compose takes has no problem."""
    assert resolve(text_of(case), Path("/project")).problems == ()


@pytest.mark.skipif(not compose_command(), reason="no docker compose on this machine")
def test_the_record_is_true(tmp_path: Path) -> None:
    """Compose says of some of the cases, drawn by chance, what is recorded."""
    chance = random.Random(0)  # noqa: S311 - a repeatable choice, no secret
    for case in chance.sample([*REFUSED, *TAKEN], ASKED):
        (tmp_path / "compose.yaml").write_text(text_of(case))
        try:
            compose_config(tmp_path)
            refused = False
        except InputError:
            refused = True
        assert refused == (case in REFUSED), case
