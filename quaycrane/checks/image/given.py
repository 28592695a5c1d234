"""Judges an image that is there, whoever built it."""

import tempfile
from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.registry import check
from quaycrane.checks.report import Report
from quaycrane.engine import Build, Kind, image_details
from quaycrane.errors import NoEngineError

LOOKED_AT = (
    "names-a-user",
    "has-health-check",
    "no-build-tools",
    "no-secrets-in-image",
    "no-set-uid-files",
    "wastes-little",
)
"""The checks that hold for any image."""


def check_image(reference: str) -> Report:
    """Put the checks that hold for any image to one that the engine has.

    Args:
        reference: Its name or id.

    Raises:
        NoEngineError: There is no engine.
        QuaycraneError: There is no such image on it.
    """
    if engine().kind is Kind.NONE:
        raise NoEngineError(
            "No Docker Engine answers, so no image can be looked at",
            fix="Start Docker, or name one: export DOCKER_HOST=...",
        )
    details = image_details(engine(), reference)
    build = Build(details["Id"], (), 0, 0, ())
    with tempfile.TemporaryDirectory(prefix="quaycrane-image-") as folder:
        Path(folder, "Dockerfile").write_text(f"FROM {reference}\n", encoding="utf-8")
        return check(Answer(Path(folder), {"first build": build}), *LOOKED_AT)
