"""Cuts a YAML text into events, as Docker Compose's own reader does."""

from bisect import bisect_left
from collections.abc import Callable, Iterator
from functools import cache
from io import StringIO
from typing import Any

from quaycrane.checks.compose.positions import Problem

_BLANK, _BREAKS = " \t", "\r\n\x85\u2028\u2029"


class NotReadError(Exception):
    """A text is no YAML that Compose takes.

    Attributes:
        problem: What is wrong, and where.
    """

    def __init__(self, line: int, what: str, fix: str = "Mend the YAML there") -> None:
        super().__init__(what)
        self.problem = Problem(line, what, fix, beyond=isinstance(self, BeyondLimitsError))


class BeyondLimitsError(NotReadError):
    """A text is longer, deeper or larger than what is read here."""


class Lines:
    """The lines of a text as an editor counts them; YAML's reader counts more signs as line ends."""

    def __init__(self, text: str) -> None:
        self.ends = [place for place, sign in enumerate(text) if sign == "\n"]

    def at(self, mark: Any) -> int:  # noqa: ANN401 - ruamel is untyped
        """Return the line of a mark, from 1."""
        return bisect_left(self.ends, mark.index) + 1


@cache
def _parser() -> Callable[[], Any]:
    from ruamel.yaml import YAML  # noqa: PLC0415 - `import quaycrane.checks` stays light
    from ruamel.yaml.scanner import Scanner  # noqa: PLC0415 - the same

    class TabsBetween(Scanner):  # type: ignore[misc] # ruamel is untyped
        """Takes tabs where Compose does and ruamel does not: before and in values, and before comments."""

        def scan_to_next_token(self) -> None:
            super().scan_to_next_token()
            while self.reader.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
                self._blank()
                super().scan_to_next_token()

        def scan_plain_spaces(self, indent: Any, start_mark: Any) -> Any:  # noqa: ANN401 - ruamel is untyped
            ahead = 0
            while self.reader.peek(ahead) == " ":
                ahead += 1
            if self.reader.peek(ahead) != "\t":
                return super().scan_plain_spaces(indent, start_mark)
            blank = self._blank()
            return super().scan_plain_spaces(indent, start_mark) if self.reader.peek() in _BREAKS else [blank]

        def _blank(self) -> str:
            passed = ""
            while self.reader.peek() in _BLANK:
                passed += self.reader.peek()
                self.reader.forward()
            return passed

    def parser() -> Any:  # noqa: ANN401 - as above
        found = YAML(typ="safe", pure=True)
        found.Scanner = TabsBetween
        return found

    return parser


def events(text: str) -> Iterator[Any]:
    """Yield the events of a text.

    Raises:
        NotReadError: It is no YAML.
    """
    from ruamel.yaml.error import MarkedYAMLError, YAMLError  # noqa: PLC0415 - as above

    try:
        yield from _parser()().parse(StringIO(text))
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = Lines(text).at(mark) if mark else 1
        raise NotReadError(line, f"This is no YAML: {error.problem or error.context}") from None
    except (YAMLError, LookupError, ValueError, RecursionError, AttributeError, TypeError) as error:
        raise NotReadError(1, f"This is no YAML: {(str(error).splitlines() or ['unreadable'])[0]}") from None
