"""A stack that is up, with who does what in it: where drills happen."""

from dataclasses import dataclass, field

from quaycrane.engine import Engine, Running, Stack
from quaycrane.units.capstone.engine.asking import Talk
from quaycrane.units.capstone.engine.time_line import TimeLine
from quaycrane.units.capstone.engine.watching import Watcher


@dataclass(frozen=True)
class Roles:
    """Which service of a stack does what.

    Attributes:
        page: Publishes the page, and passes on what is asked of the back end.
        port: The page's port, in its container.
        back: The back end, which asks the database; the page itself where there is no other.
        store: The database.
        volume: The volume that the database's files are in, as the model calls it; empty where there is none.
    """

    page: str
    port: int
    back: str
    store: str
    volume: str


@dataclass(frozen=True)
class Fault:
    """Something that a drill found wrong.

    Attributes:
        what: What was seen, one sentence.
        fix: The next thing to try.
    """

    what: str
    fix: str


@dataclass(frozen=True)
class Drill:
    """What came of a drill.

    Attributes:
        name: What happened, in a few words.
        line: What was seen, second by second; None where it could not be begun.
        faults: What was wrong, the worst first.
        refused: What Compose said where the stack did not come up.
        unchecked: Why it could not be held, for a reason that is not the stack's.
    """

    name: str
    line: TimeLine | None = None
    faults: tuple[Fault, ...] = ()
    refused: str = ""
    unchecked: str = ""

    @property
    def passed(self) -> bool:
        """Whether the stack came through it."""
        return not self.faults

    @property
    def sentence(self) -> str:
        """What was seen, in words."""
        told = [one.what for one in self.faults]
        return " ".join([*(f"{what}." for what in told), *([self.line.sentence] if self.line else [])])


@dataclass(frozen=True)
class Ground:
    """A stack that is up.

    Attributes:
        engine: Where it is.
        stack: The stack.
        roles: Who does what in it.
        talk: How its application is asked.
    """

    engine: Engine
    stack: Stack
    roles: Roles
    talk: Talk = field(default_factory=Talk)

    @property
    def page(self) -> Running:
        """The container that publishes the page."""
        return self.stack.container(self.roles.page)

    @property
    def back(self) -> Running:
        """The back end's container."""
        return self.stack.container(self.roles.back)

    @property
    def store(self) -> Running:
        """The database's container."""
        return self.stack.container(self.roles.store)

    def watched(self) -> Watcher:
        """Return what watches it, for as long as its block lasts."""
        return Watcher(self.engine, self.stack.project, lambda: self.page.address(self.roles.port), self.talk)
