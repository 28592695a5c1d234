"""Writes into a container and looks at what that does to it, to its image and to its siblings."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import explained
from quaycrane.errors import QuaycraneError
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_FILE = "/tmp/written"  # noqa: S108 - inside a container
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class WritableLayer:
    """A container after it wrote.

    Attributes:
        written_bytes: What was written inside.
        changes: Paths that differ from the image, as ``docker diff`` lists them.
        container_bytes: The container's own layer.
        root_bytes: The whole file system that the container sees: image and own layer.
        image_bytes: The sum of the image's layers.
        digests_before: The image's layers before the write.
        digests_after: And after it.
        sibling_has_file: Whether a second container of the same image has the file.
        provenance: Where it ran.
    """

    written_bytes: int
    changes: tuple[str, ...]
    container_bytes: int
    root_bytes: int
    image_bytes: int
    digests_before: tuple[str, ...]
    digests_after: tuple[str, ...]
    sibling_has_file: bool
    provenance: Provenance

    @property
    def image_changed(self) -> bool:
        """Whether any layer of the image is another one than before."""
        return self.digests_before != self.digests_after


def writable_layer(engine: "Engine", image: str, *, written_bytes: int = 5 * _MEGABYTE) -> WritableLayer:
    """Let a container write, then look at it, its image and a second container.

    Args:
        engine: Where to run.
        image: An image with a shell.
        written_bytes: How much to write.

    Raises:
        QuaycraneError: The engine refused, or went away.
    """
    before = engine.layers(image)
    with engine.running(image, ["sleep", "60"]) as writer, engine.running(image, ["sleep", "60"]) as sibling:
        writer.run("dd", "if=/dev/urandom", f"of={_FILE}", f"bs={written_bytes}", "count=1")
        with explained():
            listed = engine.client.api.containers(size=True, filters={"id": writer.container.id})[0]
            changes = tuple(str(change["Path"]) for change in writer.container.diff() or [])
        try:
            sibling.run("test", "-e", _FILE)
            has_file = True
        except QuaycraneError:
            has_file = False
    return WritableLayer(
        written_bytes,
        changes,
        listed.get("SizeRw", 0),
        listed["SizeRootFs"],
        sum(layer.size_bytes for layer in before),
        tuple(layer.digest for layer in before),
        tuple(layer.digest for layer in engine.layers(image)),
        has_file,
        provenance(engine, image),
    )
