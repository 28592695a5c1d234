"""The two orders of a Dockerfile, the edits, and a copy of the application to make them in."""

import uuid
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane import labs

if TYPE_CHECKING:
    from quaycrane.engine import Engine

BASE = "python:3.13-slim"
"""The base of the demonstration's images."""

_INSTALL = "RUN pip install -r requirements.txt\n"
_START = (
    'RUN python build.py\nEXPOSE 8000\nCMD ["python", "-m", "http.server", "8000", "--directory", "site"]\n'
)

GOOD_DOCKERFILE = f"FROM {BASE}\nWORKDIR /handbook\nCOPY requirements.txt ./\n{_INSTALL}COPY . .\n{_START}"
"""Manifest first, then the install, then the sources."""

BAD_DOCKERFILE = f"FROM {BASE}\nWORKDIR /handbook\nCOPY . .\n{_INSTALL}{_START}"
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
    """A temporary copy of the handbook, which nothing that was built before can stand in for.

    Args:
        engine: Where to build.
        application: The folder to copy.

    Raises:
        InputError: The folder does not hold the handbook.
    """

    def __init__(self, engine: "Engine", application: Path | str) -> None:
        super().__init__(engine, application, holds="requirements.txt", without=("site", "Dockerfile"))
        (self.folder / "pages" / "run.txt").write_text(f"{uuid.uuid4()}\n")

    def edit(self, edit: Edit) -> None:
        """Change the handbook as `edit` says, to something that was never built before."""
        files = {Edit.SOURCE: "pages/index.md", Edit.MANIFEST: "requirements.txt"}
        if edit in files:
            with (self.folder / files[edit]).open("a") as file:
                file.write(f"\n# edited {uuid.uuid4()}\n")
