"""A unit of work: one set of answers to check, whole in itself, so that any worker anywhere can do it."""

import hashlib
import json
from dataclasses import asdict, dataclass, field
from functools import cached_property
from typing import Self

from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.outcome import Outcome


@dataclass(frozen=True)
class CheckCell:
    """A grade cell of source/.

    Attributes:
        grade_id: nbgrader's name of the cell.
        source: Its text, hidden tests included.
        max_points: The most it can give.
    """

    grade_id: str
    source: str
    max_points: float


@dataclass(frozen=True)
class Tests:
    """What all submissions of a notebook are put to.

    Attributes:
        unit: The unit's name.
        notebook: The notebook's name, without suffix.
        setup: The sources of the cells that prepare the kernel.
        checks: The grade cells, in order.
        archive: The unit's own files, as a tar archive.
        limits: The deadlines.
        version: A word that changes with our code, the kit and the kind of engine.
    """

    unit: str
    notebook: str
    setup: tuple[str, ...]
    checks: tuple[CheckCell, ...]
    archive: bytes = field(repr=False)
    limits: Limits
    version: str

    @cached_property
    def digest(self) -> str:
        """A hash of all of it."""
        told = asdict(self) | {"archive": hashlib.sha256(self.archive).hexdigest()}
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()


@dataclass(frozen=True)
class Job:
    """Answers to be checked; picklable, and whole in itself.

    Attributes:
        tests: What they are put to.
        answers: The text of each answer that is a file, None for a missing one, by its path.
    """

    tests: Tests
    answers: tuple[tuple[str, str | None], ...]

    @cached_property
    def key(self) -> str:
        """A hash of answers, tests and kit: the name of the result."""
        told = json.dumps([self.tests.digest, self.answers])
        return hashlib.sha256(told.encode()).hexdigest()


@dataclass(frozen=True)
class Executed:
    """What a job came to.

    Attributes:
        key: The job's.
        outcomes: One for each grade cell, in order.
        seconds: How long it took.
        engine: Where it ran, in words.
        checks: nbgrader's names of the grade cells.
    """

    key: str
    outcomes: tuple[Outcome, ...]
    seconds: float
    engine: str
    checks: tuple[str, ...] = ()

    def as_json(self) -> str:
        """Return it as text that `from_json` reads."""
        return json.dumps(asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Return what `as_json` wrote.

        Raises:
            ValueError, KeyError, TypeError: The text is something else.
        """
        told = json.loads(text)
        outcomes = tuple(Outcome(tuple(o["outputs"]), o["points"], o["flag"]) for o in told["outcomes"])
        checks = tuple(map(str, told["checks"]))
        return cls(str(told["key"]), outcomes, float(told["seconds"]), str(told["engine"]), checks)
