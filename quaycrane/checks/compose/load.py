"""What is known while a file is loaded: where it stands, what it sees, what was wrong so far."""

from dataclasses import dataclass, field
from pathlib import Path as FilePath
from typing import Any

from quaycrane.checks.compose.dotenv import variables_of
from quaycrane.checks.compose.interpolate import Supposed
from quaycrane.checks.compose.paths import Ground, TooLargeError
from quaycrane.checks.compose.positions import Path, Positions, Problem

Content = dict[str, Any]
_MOST_FILES = 300
_DEEPEST = 10
_MOST_TOLD = 5
_SERVICE = 2


@dataclass
class Load:
    """The loading of a file and of those laid over it.

    Attributes:
        ground: Which files may be read.
        variables: What texts see; `Supposed` where one that is not there will be.
        folder: What paths are relative to.
        chain: The files by which this one was named, and itself.
        problems: What Compose would not take, in the order found.
        supposed: Paths whose value hangs on a variable that was supposed: nothing is told of them.
        positions: The lines of the document at hand.
        partial: Whether something that was named could not be had, so that what is missing may be there.
        extended: The files from which services are extended, by path and service.
        opened: How often other files were opened, for all loads of a project together.
    """

    ground: Ground
    variables: dict[str, str]
    folder: FilePath
    chain: tuple[str, ...] = ()
    problems: list[Problem] = field(default_factory=list)
    supposed: set[Path] = field(default_factory=set)
    positions: Positions = field(default_factory=lambda: Positions({}))
    partial: bool = False
    extended: dict[tuple[str, str], Any] = field(default_factory=dict)
    opened: list[str] = field(default_factory=list)

    def tell(self, path: Path, what: str, fix: str = "", *, beyond: bool = False, whole: bool = True) -> None:
        """Note a problem at a path, unless the value there was only supposed.

        Args:
            path: Where.
            what: What is wrong.
            fix: How to mend it.
            beyond: Whether it is that the text is beyond our limits.
            whole: Whether it may come from what stands below the path, too.
        """
        if not self._is_supposed(path, whole=whole):
            self.problems.append(Problem(self._line(path), what, fix, beyond))

    def _is_supposed(self, path: Path, *, whole: bool) -> bool:
        around = (path[:length] for length in range(len(path) + 1))
        return any(place in self.supposed for place in around) or (
            whole and len(path) > _SERVICE and any(place[: len(path)] == path for place in self.supposed)
        )

    def _line(self, path: Path) -> int:
        """Return the line of a path; what another file brought is at the line that names the file."""
        lines = self.positions.lines
        if path[:_SERVICE] in lines and path not in lines:
            extends = (*path[:_SERVICE], "extends")
            if extends in lines and path[: _SERVICE + 1] not in lines:
                return lines[extends]
        if path[:_SERVICE] not in lines and ("include",) in lines:
            return lines["include",]
        return self.positions.line(*path)

    def open(self, file: str, path: Path) -> str | None:
        """Return the text of a file that is named at a path; None where it cannot be read, which is told."""
        if len(self.chain) >= _DEEPEST or len(self.opened) >= _MOST_FILES:
            self.tell(path, f"Files name each other in a circle, or too many: {file}", beyond=True)
            return None
        self.opened.append(file)
        try:
            return self.ground.read(FilePath(file))
        except ValueError as error:
            self.tell(path, str(error), beyond=isinstance(error, TooLargeError))
            return None

    def within(self, file: str, folder: FilePath, variables: dict[str, str] | None = None) -> "Load":
        """Return the load of a file that is named in this one."""
        seen = self.variables if variables is None else variables
        return Load(self.ground, seen, folder, (*self.chain, file), opened=self.opened)

    def take_over(self, inner: "Load", path: Path, name: str) -> None:
        """Note at a path what was wrong in a file that it names."""
        self.partial |= inner.partial
        for problem in inner.problems[:_MOST_TOLD]:
            what = f"In {name}, line {problem.line}: {problem.what}"
            self.tell(path, what, problem.fix, beyond=problem.beyond)

    def with_variables(self, texts: list[tuple[str, str]], path: Path) -> dict[str, str]:
        """Return what texts see where files of variables are read first; what was seen before wins."""
        outer: dict[str, str] = dict(self.variables)
        variables: dict[str, str] = {}
        for name, text in texts:
            try:
                variables_of(text, outer, variables)
            except ValueError as error:
                self.tell(path, f"In {name}, {error}")
        seen = {**variables, **outer}
        return Supposed(seen) if isinstance(self.variables, Supposed) else seen
