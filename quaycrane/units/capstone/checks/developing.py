"""Brings the application up as its developers do, with the second file over the first, and edits a source."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from secrets import token_hex

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.meaning import model_of
from quaycrane.engine import Fixed, Stack, stack, wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError, UncheckedError
from quaycrane.units.capstone.checks.asking import Reply, ask
from quaycrane.units.capstone.checks.looking import rows
from quaycrane.units.capstone.checks.setting import FRONTEND, OVERRIDE, PAGE_PORT, THINGS
from quaycrane.units.capstone.checks.writing import write

_UP_SECONDS, _EDIT_SECONDS = 90, 15
_SOURCE, _SAID = "backend/src/application.js", "say what it is, and where it was"


def edit_is_served(answer: Answer, made: Stack, folder: Path, fixed: Fixed) -> str:
    """Return why an edit of the back end is not served in a while, with no new build; empty where it is.

    Args:
        answer: The answer.
        made: Its stack, which is up; it is one for development after that.
        folder: The copy of its folder that the stack was made from.
        fixed: As for the stack.
    """
    over = answer.read(OVERRIDE)
    if not over.strip():
        return f"There is no {OVERRIDE}"
    try:
        with _over(answer, made, folder, fixed, over) as developing:
            developing.up(_UP_SECONDS)
            before = rows(developing)
            return _edited(developing, folder) if before.good else f"With it there are no rows: {before}"
    except (NoEngineError, UncheckedError):
        raise
    except QuaycraneError as error:
        return f"{error.what}. {error.why}"


@contextmanager
def _over(answer: Answer, made: Stack, folder: Path, fixed: Fixed, over: str) -> Iterator[Stack]:
    """Make the same project from both files."""
    with stack(engine(), model_of(answer, folder, None, (over,)), fixed=fixed) as both:
        both.file.write_text(both.file.read_text().replace(both.project, made.project))
        yield replace(both, project=made.project)


def _edited(made: Stack, folder: Path) -> str:
    word = f"say it with {token_hex(4)}"
    text = (folder / _SOURCE).read_text().replace(_SAID, word)
    write(folder / _SOURCE, text)
    replies = [Reply()]

    def served() -> bool:
        replies.append(ask(made.container(FRONTEND).address(PAGE_PORT), THINGS, {}))
        return word in replies[-1].text

    with suppress(EngineTimeoutError):
        wait_until(served, timeout_seconds=_EDIT_SECONDS, what="the edit is served")
        return ""
    return f"{_EDIT_SECONDS} s after an edit of {_SOURCE} it still says: {replies[-1]}"
