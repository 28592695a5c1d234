"""The errors of the package: each says what happened, why, and what to do next."""

from pathlib import Path

IN_A_CLONE = Path(__file__).resolve().parents[1].joinpath("course").is_file()


def as_called(text: str, *, in_a_clone: bool = IN_A_CLONE) -> str:
    """Return a text with our command as it is called here: ``./course`` is there in a clone only."""
    return text if in_a_clone else text.replace("./course", "quaycrane")


class QuaycraneError(Exception):
    """An error that a person can act on; its text needs no traceback.

    Attributes:
        what: What happened, one sentence without a full stop.
        why: The cause, as far as it is known.
        fix: What to do next, with the exact command where there is one.
    """

    def __init__(self, what: str, *, why: str = "", fix: str = "") -> None:
        self.what, self.why, self.fix = what, as_called(why), as_called(fix)
        super().__init__(what)

    def __str__(self) -> str:
        return " ".join(f"{part.rstrip('.')}." for part in (self.what, self.why, self.fix) if part)


class InputError(QuaycraneError):
    """Something that a person wrote or named cannot be used as it is."""


class NoEngineError(QuaycraneError):
    """No Docker Engine answers, or it stopped answering."""


class NoCommandError(QuaycraneError):
    """There is no `docker` command that can do what the course does with it."""


class UncheckedError(QuaycraneError):
    """A check could not look, through no fault of what it was to look at."""


class SlotError(QuaycraneError):
    """A grading slot did not start, or died: never the fault of an answer."""


class NoSlotsError(SlotError):
    """This machine allows no grading slots."""


class EngineTimeoutError(QuaycraneError):
    """The engine, or something on it, did not get ready in its time."""


class StackError(QuaycraneError):
    """The services of a Compose file do not come up.

    Attributes:
        service: The one at fault, empty where none is known.
        line: Where the file names it, from 1; None where no file is at hand.
    """

    line: int | None = None

    def __init__(self, what: str, *, why: str = "", fix: str = "", service: str = "") -> None:
        super().__init__(what, why=why, fix=fix)
        self.service = service


class BuildError(QuaycraneError):
    """An image did not build.

    Attributes:
        failed_step: The instruction that failed, empty when none began.
        log: The first and the last lines that the failed step printed.
    """

    def __init__(
        self, what: str, *, why: str = "", fix: str = "", failed_step: str = "", log: str = ""
    ) -> None:
        super().__init__(what, why=why, fix=fix)
        self.failed_step, self.log = failed_step, log


class RegistryError(QuaycraneError):
    """A registry did not give an image.

    Attributes:
        lasting: Whether asking it again, for another image, is in vain for now.
    """

    def __init__(self, what: str, *, why: str = "", fix: str = "", lasting: bool = True) -> None:
        super().__init__(what, why=why, fix=fix)
        self.lasting = lasting
