"""The two orders of a Dockerfile, the edits, and a copy of the application to make them in."""

import json
import uuid
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane import labs

if TYPE_CHECKING:
    from quaycrane.engine import Engine

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


class Workspace(labs.Workspace):
    """A temporary copy of a Node application, which nothing that was built before can stand in for.

    Args:
        engine: Where to build.
        application: The folder to copy.

    Raises:
        InputError: The folder is no Node application.
    """

    def __init__(self, engine: "Engine", application: Path | str) -> None:
        super().__init__(engine, application, holds="package.json", without=("node_modules", "Dockerfile"))
        (self.folder / "src" / "run.js").write_text(f"// {uuid.uuid4()}\n")

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
