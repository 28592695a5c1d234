"""What a rule about a text is, whatever the text, and how a function becomes one."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, Required, TypedDict, TypeVar

from quaycrane.checks.severity import Severity


@dataclass(frozen=True)
class Finding:
    """A place where a rule is not kept.

    Attributes:
        line: Where.
        observed: What stands there.
        fix: How to mend it here, in the words of the file; empty where the rule's own advice says all.
    """

    line: int
    observed: str
    fix: str = ""


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What a text should be like.

    Attributes:
        name: A sentence in one word; BuildKit's own name where BuildKit has the rule.
        title: The property that a text has which keeps the rule.
        why: Why it matters.
        fix: How to mend it.
        bad: A text that breaks it; its test.
        good: One that keeps it; its test.
        elsewhere: The names of the same rule in other tools.
        severity: How much a finding weighs.
    """

    name: str
    title: str
    why: str
    fix: str
    bad: str = ""
    good: str = ""
    elsewhere: tuple[str, ...] = ()
    severity: Severity = Severity.WARNING

    @property
    def check_name(self) -> str:
        """The name of its check: its own with hyphens."""
        return re.sub(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])", "-", self.name).lower()


class Sentences(TypedDict, total=False):
    """What a rule is declared with where a function is made one; see `Rule`."""

    name: str
    why: Required[str]
    fix: Required[str]
    bad: Required[str]
    good: Required[str]
    elsewhere: tuple[str, ...]
    severity: Severity


class SentencesWithTitle(Sentences, total=False):
    """The same with what the function says of itself."""

    title: Required[str]


def described(function: Callable[..., object], sentences: Sentences) -> SentencesWithTitle:
    """Return what makes a function's rule.

    Its name is the function's own, unless another is given; its title the first line of the docstring.
    """
    name = "".join(word.capitalize() for word in function.__name__.split("_"))
    title = (inspect.getdoc(function) or "").partition("\n")[0]
    return {"name": name, **sentences, "title": title}


R = TypeVar("R", bound=Rule)


class Rules(Generic[R]):
    """The rules about one kind of text, each found by its file being in a folder.

    Args:
        package: The folder's full name; its modules are imported when somebody asks.
    """

    def __init__(self, package: str) -> None:
        self._package, self._known, self._loaded = package, dict[str, R](), False

    def add(self, rule: R) -> None:
        """Make a rule known."""
        self._known[rule.name] = rule

    def all(self) -> tuple[R, ...]:
        """Return every rule, by name."""
        if not self._loaded:
            for module in pkgutil.iter_modules(importlib.import_module(self._package).__path__):
                importlib.import_module(f"{self._package}.{module.name}")
            self._loaded = True
        return tuple(rule for _, rule in sorted(self._known.items()))
