"""What a learner foresaw, kept in a hidden file of the notebook's folder, and how it compares."""

import json
import re
from collections.abc import Collection
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError, QuaycraneError
from quaycrane.notebook.places import write

FILE = ".predictions.json"
Answer = str | float | list[str]


@dataclass(frozen=True)
class Prediction:
    """A question, what was said to it, and what came out.

    Attributes:
        question: The question.
        choices: The words to choose from; none for a number.
        several: Whether any number of them may be chosen.
        unit: What a number counts, as ``MB``.
        within: How far off a number may be, as a share of the true one.
        said: What was said, None before.
        was: What came out, None before.
    """

    question: str
    choices: tuple[str, ...] = ()
    several: bool = False
    unit: str = ""
    within: float = 0.0
    said: Answer | None = None
    was: Answer | None = None

    @property
    def right(self) -> bool:
        """Whether it was foreseen."""
        if isinstance(self.said, float) and isinstance(self.was, float):
            return abs(self.said - self.was) <= self.within * abs(self.was)
        return self.said is not None and _plain(self.said) == _plain(self.was)

    @property
    def verdict(self) -> str:
        """One sentence: what was said, and what came out."""
        was = self.words(self.was)
        if self.said is None:
            return f"You made no prediction; the engine says {was}."
        said = self.words(self.said)
        if said == was:
            return f"You said {said}, and so says the engine."
        near = ": near enough" if self.right else ""
        return f"You said {said}, the engine says {was}{near}."

    def words(self, answer: Answer | None) -> str:
        """Return an answer as it is told."""
        if isinstance(answer, list):
            return ", ".join(answer) or "none of them"
        if isinstance(answer, float):
            number = f"{answer:,.0f}" if answer == round(answer) or abs(answer) >= 100 else f"{answer:.3g}"  # noqa: PLR2004
            return f"{number} {self.unit}".strip()
        return str(answer)

    def read(self, answer: object) -> Answer:
        """Return an answer that the author or the learner gave in the form in which it is kept.

        Raises:
            InputError: It is no answer to the question.
        """
        if not self.choices:
            return _number(answer)
        if isinstance(answer, bool) and not self.several:
            answer = "yes" if answer else "no"
        given = (
            [str(one) for one in answer] if isinstance(answer, Collection) and self.several else [str(answer)]
        )
        if unknown := [one for one in given if one not in self.choices]:
            raise InputError(
                f"{unknown[0]!r} is none of the choices", fix=f"Take one of: {', '.join(self.choices)}"
            )
        return [choice for choice in self.choices if choice in given] if self.several else given[0]


def load(folder: Path) -> dict[str, Prediction]:
    """Return the predictions of a folder by their names; none where the file cannot be read."""
    try:
        kept: dict[str, dict[str, Any]] = json.loads((folder / FILE).read_text(encoding="utf-8"))
        return {
            name: replace(Prediction(**fields), choices=tuple(fields["choices"]))
            for name, fields in kept.items()
        }
    except (OSError, ValueError, TypeError, LookupError, AttributeError):
        return {}


def save(folder: Path, predictions: dict[str, Prediction]) -> None:
    """Keep predictions; where nothing can be written they last as long as the kernel."""
    with suppress(QuaycraneError):
        kept = {name: asdict(prediction) for name, prediction in predictions.items()}
        write(folder / FILE, json.dumps(kept, indent=1) + "\n")


def _number(answer: object) -> float:
    match = re.search(r"-?\d[\d,']*(?:\.\d+)?", str(answer))
    if match is None:
        raise InputError(f"{str(answer)[:40]!r} holds no number", fix="Type a number, as 8 or 0.5")
    return float(re.sub(r"[,']", "", match[0]))


def _plain(answer: Answer | None) -> object:
    return sorted(answer) if isinstance(answer, list) else answer
