"""Where checks remember what does not depend on a student's answer, for one run of grading."""

import atexit
import os
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.checks.remembered import FACTS
from quaycrane.engine import temporary_folder
from quaycrane.grading.checking.work import Tests

if TYPE_CHECKING:
    import tempfile

_own: "tempfile.TemporaryDirectory[str] | None" = None


def facts_folder(tests: Tests) -> Path:
    """Return the folder for these tests, in the one that workers share or in one of this process."""
    folder = Path(os.environ.get(FACTS) or _own_folder(), tests.digest)
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _own_folder() -> str:
    global _own  # noqa: PLW0603 - a process has one
    _own = _own or temporary_folder("facts")
    return _own.name


@atexit.register
def forget_facts() -> None:
    """Forget what this process remembers on its own."""
    global _own
    own, _own = _own, None
    if own is not None:
        own.cleanup()
