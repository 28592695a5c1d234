"""Writes into the copy of an application that a stack stands on, where the engine sees it."""

import io
import tarfile
from pathlib import Path

from quaycrane.checks.answer_builds import engine
from quaycrane.engine import OBSERVER_IMAGE, explained


def write(path: Path, text: str) -> None:
    """Write a file here and where the engine sees it, which may be another machine: in place, as editors do.

    Args:
        path: The file, which is there.
        text: What it holds then.
    """
    path.write_text(text)
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as tar:
        tar.add(path, "text")
    script = f"cat /tmp/text > /sources/{path.name}"
    mount = {str(path.parent): {"bind": "/sources", "mode": "rw"}}
    beside = engine().running(OBSERVER_IMAGE, ["sleep", "60"], volumes=mount, network_mode="none", init=True)
    with beside as hands:
        with explained():
            hands.container.put_archive("/tmp", packed.getvalue())  # noqa: S108 - in the container
        hands.run("sh", "-c", script)
