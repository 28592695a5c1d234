"""What an attack is: what a submission tries, and what it must meet."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Spoil = Callable[[Path, Any], None]
"""Changes a submission: the folder in which it will lie, and its notebook."""

HONEST = 'FROM alpine:3\nWORKDIR /site\nCOPY public/ .\nCMD ["httpd", "-f", "-p", "3000"]\n'
"""An answer that earns all points."""

FULL_POINTS = 5.0
"""What the checks of a Dockerfile give together."""


@dataclass(frozen=True)
class Attack:
    """A submission that tries something.

    Attributes:
        name: The student is called so.
        tries: What it tries, for a person.
        says: A pattern that its reports, or the refusal, must hold.
        dockerfile: Its answer.
        predictions: Its other answer.
        most: The most points that it may get.
        spoil: What else is done to the submission.
        stack: A Compose file, in the class that is asked for one in place of the other answers.
    """

    name: str
    tries: str
    says: str
    dockerfile: str = HONEST
    predictions: str = ""
    most: float = 0.0
    spoil: Spoil | None = None
    stack: str = ""

    @property
    def answers(self) -> dict[str, str]:
        """The texts of its answers by file name."""
        if self.stack:
            return {"shop/compose.yaml": self.stack}
        return {"app/Dockerfile": self.dockerfile, "predictions.yaml": self.predictions}
