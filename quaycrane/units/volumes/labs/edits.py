"""Times an edit of a page: through a bind mount, and by building and running again."""

import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from quaycrane.engine import Running, explained, repeated, wait_until
from quaycrane.kit import Provenance, provenance
from quaycrane.units.volumes.labs.host_folder import HostFolder

if TYPE_CHECKING:
    from collections.abc import Callable

    from quaycrane.engine import Engine

_IMAGE = "nginx:alpine"
_ROOT = "/usr/share/nginx/html"
_PATIENCE_SECONDS = 60


@dataclass(frozen=True)
class Edits:
    """Seconds from an edit on this machine until the container serves it.

    Attributes:
        mounted: Each round through a bind mount.
        built: Each round by a new build and a new container.
        provenance: Where they ran.
    """

    mounted: tuple[float, ...]
    built: tuple[float, ...]
    provenance: Provenance

    @property
    def sentence(self) -> str:
        """Both medians, in words."""
        mounted, built = median(self.mounted), median(self.built)
        times = f"{built / mounted:.0f} times as long" if built > mounted else "not longer"
        return (
            f"Edit to page, middle of {len(self.mounted)} rounds: {1000 * mounted:.0f} ms through the mount, "
            f"{built:.1f} s with a new build, {times}."
        )


def edits(
    engine: "Engine", host: HostFolder, *, rounds: int = 4, on_progress: "Callable[[str], None] | None" = None
) -> Edits:
    """Edit a page several times in both ways; nothing of it is left.

    Args:
        engine: Where; it must see this machine's folders.
        host: A folder of this machine, in which one for the page is made.
        rounds: How often; once on an engine in an emulated machine.
        on_progress: Told what is being done.

    Raises:
        QuaycraneError: The engine refused, or never served the edit.
    """
    tell = on_progress or (lambda _: None)
    folder = host / "edits"
    folder.mkdir()
    page = folder / "index.html"
    page.write_text("round 0")
    tell("Edit to page through a bind mount")
    options = {str(folder): {"bind": _ROOT, "mode": "ro"}}
    with engine.running(_IMAGE, volumes=options) as running:
        _served(running, "round 0")
        mounted = []
        for count in range(1, repeated(rounds) + 1):
            began = time.monotonic()
            page.write_text(f"round {count}")
            _served(running, f"round {count}")
            mounted.append(time.monotonic() - began)
    built = []
    for count in range(rounds + 1, rounds + repeated(rounds) + 1):
        tell("Edit to page by a new build")
        began = time.monotonic()
        page.write_text(f"round {count}")
        _built(engine, folder, f"round {count}")
        built.append(time.monotonic() - began)
    shutil.rmtree(folder)
    return Edits(tuple(mounted), tuple(built), provenance(engine, _IMAGE))


def _built(engine: "Engine", folder: Path, text: str) -> None:
    image = engine.build(folder, dockerfile=f"FROM {_IMAGE}\nCOPY index.html {_ROOT}/\n").image_id
    try:
        with engine.running(image) as running:
            _served(running, text)
    finally:
        with explained():
            engine.client.images.remove(image, force=True)


def _served(running: Running, text: str) -> None:
    """Ask from within the container, so that no network of this machine counts."""

    def serves() -> bool:
        with explained():
            code, said = running.container.exec_run(["wget", "-qO-", "http://127.0.0.1/"], stream=False)
        return not code and said == text.encode()

    wait_until(serves, timeout_seconds=_PATIENCE_SECONDS, what="the page is served")
