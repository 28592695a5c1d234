"""Times `npm ci` and `npm install`, in turns."""

import uuid
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

BASE = "node:24-alpine"
COMMANDS = ("npm ci", "npm install")

_NEARLY = 1.1


@dataclass(frozen=True)
class Installs:
    """Both commands, timed.

    Attributes:
        seconds: For each command the seconds of its step, one a round.
        provenance: Where they ran.
    """

    seconds: dict[str, tuple[float, ...]]
    provenance: Provenance

    @property
    def ratio(self) -> float:
        """How many times as long `npm install` took, by the medians."""
        clean, install = (median(self.seconds[command]) for command in COMMANDS)
        return install / clean

    @property
    def faster(self) -> str:
        """The faster command, or ``about the same``."""
        if max(self.ratio, 1 / self.ratio) < _NEARLY:
            return "about the same"
        return COMMANDS[0] if self.ratio > 1 else COMMANDS[1]

    @property
    def sentence(self) -> str:
        """The rounds, and which was faster here."""
        lines = [
            f"{command:<12}{'  '.join(f'{one:.2f} s' for one in rounds)}"
            for command, rounds in self.seconds.items()
        ]
        words = f"npm install took {self.ratio:.2f} times as long as npm ci: faster here is {self.faster}"
        if self.faster == "about the same":
            words = f"npm install took {self.ratio:.2f} times as long as npm ci: about the same here"
        return "\n".join([*lines, f"{words}."])


def installs(
    engine: "Engine",
    application: Path | str = "service",
    *,
    rounds: int = 3,
    on_progress: "Progress | None" = None,
) -> Installs:
    """Install an application's packages from a lock file that fits, with both commands.

    Args:
        engine: Where to build.
        application: Its folder.
        rounds: How often each.
        on_progress: Told each round.

    Raises:
        BuildError: An install failed.
        InputError: There is no such application.
    """
    seconds: dict[str, list[float]] = {command: [] for command in COMMANDS}
    with Workspace(engine, application, holds="package-lock.json") as copy:
        for number in range(rounds):
            for command in COMMANDS if number % 2 else reversed(COMMANDS):
                if on_progress:
                    on_progress(f"{command}, round {number + 1}")
                # The word makes a step that no build had before.
                run = f"RUN {command} && : {uuid.uuid4()}"
                text = f"FROM {BASE}\nWORKDIR /app\nCOPY package*.json ./\n{run}\n"
                seconds[command].append(copy.build(text).steps[-1].seconds)
    return Installs(
        {command: tuple(measured) for command, measured in seconds.items()}, provenance(engine, BASE)
    )
