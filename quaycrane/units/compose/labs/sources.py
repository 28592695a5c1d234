"""Takes the sources of one variable away, one by one, and asks a container what it still sees."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.errors import QuaycraneError
from quaycrane.kit import Provenance, provenance
from quaycrane.labs import Workspace

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

SOURCES = ("run -e", "environment:", "env_file:", "ENV in the image", ".env")
"""Where the variable is set, in the order in which the lab takes them away."""

_FILE = "sources.compose.yaml"
_CUT = {
    "environment:": (_FILE, "    environment:\n      WORD: from-environment\n"),
    "env_file:": (_FILE, "    env_file: sources.env\n"),
    "ENV in the image": ("sources.Dockerfile", "ENV WORD=from-the-image\n"),
}
NOTHING = "nothing"
_VALUES = {
    "from-the-run": "run -e",
    "from-environment": "environment:",
    "from-env-file": "env_file:",
    "from-the-image": "ENV in the image",
    "from-dot-env": ".env",
}


@dataclass(frozen=True)
class Seen:
    """What a container saw.

    Attributes:
        there: The sources that were there.
        value: The value, `NOTHING` where the variable is not set.
    """

    there: tuple[str, ...]
    value: str

    @property
    def source(self) -> str:
        """The source that the value is from, empty for none."""
        return _VALUES.get(self.value, "")


@dataclass(frozen=True)
class Sources:
    """One variable, with one source fewer each time.

    Attributes:
        seen: What the container saw each time.
        provenance: Where it ran.
    """

    seen: tuple[Seen, ...]
    provenance: Provenance

    @property
    def winner(self) -> str:
        """The source that wins while all are there."""
        return self.seen[0].source


def sources(
    engine: "Engine", folder: Path | str = "sources", on_progress: "Progress | None" = None
) -> Sources:
    """Run a service whose variable is set in five places, then in four, and so on to one.

    Args:
        engine: Where.
        folder: Where its files are.
        on_progress: Told each source that is taken away.

    Raises:
        QuaycraneError: Compose refused, or the engine went away.
    """
    seen = []
    with Workspace(engine, folder, holds=_FILE) as work:
        place = work.folder.rename(work.folder.with_name("sources"))
        (place / ".env").write_text("WORD=from-dot-env\n")
        try:
            for count, source in enumerate(SOURCES):
                if on_progress:
                    on_progress(f"without {', '.join(SOURCES[:count])}" if count else "with all five")
                seen.append(Seen(SOURCES[count:], _asked(engine, place, given=not count)))
                _take(place, source)
        finally:
            _compose(engine, place, "down", "--rmi", "local")
            shutil.rmtree(place)
    return Sources(tuple(seen), provenance(engine, "alpine:3"))


def _take(folder: Path, source: str) -> None:
    if source in _CUT:
        name, line = _CUT[source]
        file = folder / name
        file.write_text(file.read_text().replace(line, ""))


def _asked(engine: "Engine", folder: Path, *, given: bool) -> str:
    option = ["-e", "WORD=from-the-run"] if given else []
    # The image may have lost its ENV since the last time.
    printed = _compose(engine, folder, "run", "--build", "--quiet-build", "--rm", "-T", *option, "see")
    word = next(line.partition("=")[2] for line in printed.splitlines() if line.startswith("WORD="))
    return word or NOTHING


def _compose(engine: "Engine", folder: Path, *arguments: str) -> str:
    printed: list[str] = []
    words = ["compose", "--progress=quiet", "-f", str(folder / _FILE), *arguments]
    if engine.docker(words, printed.append):
        raise QuaycraneError(f"`docker compose {arguments[0]}` failed", why="".join(printed)[-600:])
    return "".join(printed)
