"""Looks for a file in the layers of an archive that `docker save` wrote."""

import json
import tarfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError

_SHOWN_BYTES = 400


@dataclass(frozen=True)
class Found:
    """A file in a layer.

    Attributes:
        layer: The layer's place, from 1 at the bottom.
        of: How many layers there are.
        path: The file's path in it.
        text: How it begins.
    """

    layer: int
    of: int
    path: str
    text: str


def found_in(archive: Path | str, name: str) -> tuple[Found, ...]:
    """Return each file of a name in the layers of an archive, the lowest first; markers of deletion, too.

    Args:
        archive: What `docker save -o` wrote.
        name: The end of its path: `note` finds `/app/note`, and `.wh.note`, which says that it is deleted.

    Raises:
        InputError: It is no archive of an image.
    """
    places = []
    try:
        with tarfile.open(archive) as image:
            layers = json.load(_member(image, "manifest.json"))[0]["Layers"]
            for number, layer in enumerate(layers, 1):
                with tarfile.open(fileobj=_member(image, layer)) as files:
                    places += [
                        Found(number, len(layers), f"/{entry.name}", _text(files, entry))
                        for entry in files
                        if entry.name.rpartition("/")[2] in {name, f".wh.{name}"}
                    ]
    except (OSError, KeyError, ValueError, tarfile.TarError) as error:
        raise InputError(f"{archive} is no archive of an image", why=str(error)) from None
    return tuple(places)


def _member(archive: tarfile.TarFile, name: str) -> Any:  # noqa: ANN401 - a file
    content = archive.extractfile(name)
    if content is None:
        raise InputError(f"The archive holds no file {name}")
    return content


def _text(archive: tarfile.TarFile, entry: tarfile.TarInfo) -> str:
    content = archive.extractfile(entry) if entry.isreg() else None
    return content.read(_SHOWN_BYTES).decode("utf-8", "replace").strip() if content else ""
