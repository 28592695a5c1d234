"""A copy of a folder that a lab may edit and build as it likes."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quaycrane.errors import InputError

if TYPE_CHECKING:
    from quaycrane.engine import Build, Engine

Progress = Callable[[str], None]
"""Told one line about what is being done."""


class Workspace:
    """A temporary copy of an application; it goes when its block ends.

    Args:
        engine: Where to build.
        application: The folder to copy.
        holds: A file by which the folder is known to be the right one.
        without: Names, as patterns, of what is not copied.

    Attributes:
        folder: The copy.

    Raises:
        InputError: The folder does not hold that file.
    """

    def __init__(
        self, engine: "Engine", application: Path | str, *, holds: str = "", without: Sequence[str] = ()
    ) -> None:
        if not Path(application, holds).exists():
            raise InputError(
                f"{application} holds no {holds}" if holds else f"There is no folder {application}",
                fix="If it was deleted, `./course lab` puts it back and leaves what you wrote; else run the "
                "notebook in its own folder, beside the application",
            )
        self._engine = engine
        self._temporary = tempfile.TemporaryDirectory(prefix="quaycrane-lab-")
        self.folder = Path(self._temporary.name, "app")
        shutil.copytree(application, self.folder, ignore=shutil.ignore_patterns(*without))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the copy."""
        self._temporary.cleanup()

    def build(
        self, dockerfile: str, *, no_cache: bool = False, on_progress: Progress | None = None
    ) -> "Build":
        """Build the copy as it is now."""
        return self._engine.build(
            self.folder, dockerfile=dockerfile, no_cache=no_cache, on_progress=on_progress
        )
