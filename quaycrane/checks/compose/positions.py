"""Where in a file a path of its content stands."""

from dataclasses import dataclass

Path = tuple[str | int, ...]
"""Keys and indices, from the root."""


@dataclass(frozen=True)
class Problem:
    """Something that Compose does not take.

    Attributes:
        line: Where.
        what: What is wrong.
        fix: How to mend it.
        beyond: Whether the text is beyond our limits, so that no other tool is to read it either.
    """

    line: int
    what: str
    fix: str = ""
    beyond: bool = False


@dataclass(frozen=True)
class Positions:
    """The lines of a file's content.

    Attributes:
        lines: The line of each path, from 1.
    """

    lines: dict[Path, int]

    def line(self, *path: str | int) -> int:
        """Return the line of a path, or of the nearest one above it."""
        for length in range(len(path), -1, -1):
            if path[:length] in self.lines:
                return self.lines[path[:length]]
        return 1


def dotted(path: Path) -> str:
    """Return a path as a person writes it: ``services.web.ports[0]``."""
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in path).removeprefix(".")
