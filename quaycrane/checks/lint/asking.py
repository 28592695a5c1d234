"""Asks `docker compose` about files that seem wrong to us, and in one run only for so long."""

import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.checks.lint.source import Source

if TYPE_CHECKING:
    from quaycrane.checks.compose import Resolved


@dataclass
class Asking:
    """What is left of the time for asking; when it is over, our own reading stands.

    Attributes:
        seconds_left: For the files still to come.
    """

    seconds_left: float = 10.0

    def overruled(self, resolved: "Resolved", source: Source) -> "Resolved":
        """Return what was understood of a file, without its problems where Compose takes it all the same."""
        from quaycrane.checks.compose.command import overruled  # noqa: PLC0415 - a run loads what it judges

        if self.seconds_left <= 0 or not resolved.problems:
            return resolved
        begun = time.monotonic()
        read = overruled(resolved, Path(source.path).absolute(), "" if source.saved else source.text)
        self.seconds_left -= time.monotonic() - begun
        return read
