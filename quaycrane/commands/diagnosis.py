"""One line of what the doctor says."""

from dataclasses import dataclass
from typing import Literal

State = Literal["good", "poor", "missing"]


@dataclass(frozen=True)
class Diagnosis:
    """One line of the doctor.

    Attributes:
        subject: What was looked at.
        state: ``good``, ``poor`` (works, less well) or ``missing``.
        seen: What was seen.
        mend: The command that mends it; empty when nothing is to be done.
    """

    subject: str
    state: State
    seen: str
    mend: str = ""


def judged(subject: str, seen: str, state: State, mend: str, *, good: bool) -> Diagnosis:
    """Return a good line, or one of another state with what mends it."""
    return Diagnosis(subject, "good", seen) if good else Diagnosis(subject, state, seen, mend)
