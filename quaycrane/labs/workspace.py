"""A copy of an application that a lab may edit and build as it likes."""

import json
import shutil
import tempfile
import uuid
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Self

from quaycrane.errors import InputError

if TYPE_CHECKING:
    from quaycrane.engine import Build, Engine

_INSTALL = "RUN npm ci\n"
_START = 'RUN npm run build\nEXPOSE 3000\nCMD ["node", "dist/server.js"]\n'

GOOD_DOCKERFILE = (
    f"FROM node:24-alpine\nWORKDIR /app\nCOPY package.json package-lock.json ./\n{_INSTALL}COPY . .\n{_START}"
)
"""Manifest and lock file first, then the install, then the sources."""

BAD_DOCKERFILE = f"FROM node:24-alpine\nWORKDIR /app\nCOPY . .\n{_INSTALL}{_START}"
"""Everything at once, so that any edit comes before the install."""


class Edit(StrEnum):
    """What was changed before a build."""

    COLD = "cold build"
    NOTHING = "no change"
    SOURCE = "source edit"
    MANIFEST = "manifest edit"


class Order(StrEnum):
    """In which order the Dockerfile copies and installs."""

    GOOD = "manifest first"
    BAD = "everything at once"

    @property
    def dockerfile(self) -> str:
        """The Dockerfile in this order."""
        return GOOD_DOCKERFILE if self is Order.GOOD else BAD_DOCKERFILE


class Workspace:
    """A temporary copy of an application; it goes when its block ends.

    Args:
        engine: Where to build.
        application: The folder to copy.

    Raises:
        InputError: The folder is no Node application.
    """

    def __init__(self, engine: "Engine", application: Path | str) -> None:
        if not Path(application, "package.json").exists():
            raise InputError(
                f"{application} holds no package.json",
                fix="Run the notebook in its own folder, beside the application",
            )
        self._engine = engine
        self._temporary = tempfile.TemporaryDirectory(prefix="quaycrane-lab-")
        self.folder = Path(self._temporary.name, "app")
        shutil.copytree(application, self.folder, ignore=shutil.ignore_patterns("node_modules", "Dockerfile"))
        # Nothing that another run built can stand in for this one's builds.
        (self.folder / "src" / "run.js").write_text(f"// {uuid.uuid4()}\n")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Remove the copy."""
        self._temporary.cleanup()

    def edit(self, edit: Edit) -> None:
        """Change the application as `edit` says, to something that was never built before."""
        token = uuid.uuid4().hex
        if edit is Edit.SOURCE:
            with (self.folder / "src" / "server.js").open("a") as source:
                source.write(f"// edited {token}\n")
        elif edit is Edit.MANIFEST:
            manifest = self.folder / "package.json"
            told = json.loads(manifest.read_text())
            manifest.write_text(json.dumps(told | {"description": f"edited {token}"}, indent=2))

    def build(
        self, dockerfile: str, *, no_cache: bool = False, on_progress: Callable[[str], None] | None = None
    ) -> "Build":
        """Build the application as it is now."""
        return self._engine.build(
            self.folder, dockerfile=dockerfile, no_cache=no_cache, on_progress=on_progress
        )
