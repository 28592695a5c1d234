"""Opens an image as it is saved: its documents, and what its layers hold."""

import io
import json
import tarfile
from dataclasses import dataclass
from typing import Any

from quaycrane.errors import QuaycraneError

FILES, START, KERNEL = "files, in layers", "how to start it", "a kernel"

_LIST = "application/vnd.oci.image.index"


@dataclass(frozen=True)
class Box:
    """An image as a set of documents of the Open Container Initiative (OCI).

    Attributes:
        manifest: Names the configuration and the layers, each by its digest.
        config: Platform, and how a container starts.
        paths: What lies in the layers, lowest first.
    """

    manifest: dict[str, Any]
    config: dict[str, Any]
    paths: tuple[str, ...]

    @property
    def contents(self) -> list[str]:
        """Which of files, a way to start, and a kernel it holds."""
        values = {
            FILES: bool(self.paths),
            START: bool(self.config.get("config", {}).get("Cmd")),
            KERNEL: any(path.startswith(("boot/vmlinu", "vmlinu")) for path in self.paths),
        }
        return [name for name, there in values.items() if there]


def open_box(archive: tarfile.TarFile) -> Box:
    """Follow the documents of an archive that `docker save` wrote.

    Args:
        archive: The archive, open.

    Raises:
        QuaycraneError: It is no OCI archive, as those of engines before version 25.
    """
    try:
        index = json.loads(_bytes(archive, "index.json"))
        manifest = _document(archive, index)
        config = json.loads(_blob(archive, manifest["config"]["digest"]))
        layers = [_blob(archive, layer["digest"]) for layer in manifest["layers"]]
    except (KeyError, IndexError) as error:
        raise QuaycraneError(
            "The archive holds no OCI documents",
            why=f"{error}",
            fix="Docker Engine 25 and later save images as such",
        ) from None
    return Box(manifest, config, tuple(path for layer in layers for path in _paths(layer)))


def _document(archive: tarfile.TarFile, index: dict[str, Any]) -> dict[str, Any]:
    """Return the first manifest; an image for several platforms has a list of them, one level down."""
    entry = index["manifests"][0]
    document: dict[str, Any] = json.loads(_blob(archive, entry["digest"]))
    return _document(archive, document) if entry.get("mediaType", "").startswith(_LIST) else document


def _blob(archive: tarfile.TarFile, digest: str) -> bytes:
    return _bytes(archive, f"blobs/{digest.replace(':', '/')}")


def _bytes(archive: tarfile.TarFile, name: str) -> bytes:
    file = archive.extractfile(name)
    return file.read() if file else b""


def _paths(layer: bytes) -> list[str]:
    with tarfile.open(fileobj=io.BytesIO(layer)) as files:
        return [name.removeprefix("./") for name in files.getnames()]
