"""The archive of the kit: a ZIP file with each layer once, packed with zstandard, and a table of contents."""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING

import zstandard

from quaycrane.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Sequence

CONTENTS = "kit.json"
"""Name of the table of contents, the last member."""

_FORM = 1
_CHUNK_BYTES = 1 << 20


@dataclass(frozen=True)
class Part:
    """A file of images in the archive: a layer or a configuration.

    Attributes:
        size_bytes: Its size, unpacked.
        sha256: The checksum of what is packed.
    """

    size_bytes: int
    sha256: str


@dataclass(frozen=True)
class ArchivedImage:
    """An image in the archive.

    Attributes:
        reference: Its name.
        config: The part that configures it.
        layers: The parts that are its layers, bottom first.
        layer_digests: The digests of its files, by which the same image is known again.
    """

    reference: str
    config: str
    layers: tuple[str, ...]
    layer_digests: tuple[str, ...]


@dataclass(frozen=True)
class Contents:
    """What an archive holds.

    Attributes:
        architecture: The processor that the images are for, in the engine's words.
        images: The images.
        parts: The parts, by name.
    """

    architecture: str
    images: tuple[ArchivedImage, ...]
    parts: dict[str, Part]

    def size_bytes(self, images: "Sequence[ArchivedImage]") -> int:
        """Return the bytes of images, each part once."""
        return sum(self.parts[name].size_bytes for name in self.names(images))

    def names(self, images: "Sequence[ArchivedImage]") -> set[str]:
        """Return the names of the parts that images are made of."""
        return {name for image in images for name in (image.config, *image.layers)}

    def to_json(self) -> str:
        """Return it as it stands in the archive."""
        return json.dumps({"form": _FORM, **asdict(self)}, indent=1)


class Archive:
    """An archive that is open for reading.

    Attributes:
        contents: What it holds.
    """

    def __init__(self, path: Path, files: zipfile.ZipFile) -> None:
        self._path, self._files = path, files
        try:
            contents = json.loads(files.read(CONTENTS))
            images = tuple(
                ArchivedImage(
                    one["reference"], one["config"], tuple(one["layers"]), tuple(one["layer_digests"])
                )
                for one in contents["images"]
            )
            parts = {name: Part(**part) for name, part in contents["parts"].items()}
            self.contents = Contents(contents["architecture"], images, parts)
        except (KeyError, TypeError, ValueError, zipfile.BadZipFile) as error:
            raise InputError(f"{path.name} is no archive of the kit", why=str(error), fix=_MAKE) from None

    def check(self, names: set[str], on_bytes: Callable[[int, int], None]) -> None:
        """Compare parts with their checksums.

        Raises:
            InputError: One is damaged or missing.
        """
        sizes = {info.filename: info.file_size for info in self._files.infolist()}
        done, total = 0, sum(sizes.get(name + ".zst", 0) for name in names)
        for name in sorted(names):
            digest = hashlib.sha256()
            try:
                with self._files.open(name + ".zst") as packed:
                    while chunk := packed.read(_CHUNK_BYTES):
                        digest.update(chunk)
                        done += len(chunk)
                        on_bytes(done, total)
            except (KeyError, OSError, zipfile.BadZipFile, EOFError):
                digest = hashlib.sha256()
            if digest.hexdigest() != self.contents.parts[name].sha256:
                raise InputError(
                    f"{self._path.name} is damaged",
                    why=f"The checksum of {name} is not what it was when the archive was made",
                    fix="Copy it once more from where it came; nothing was loaded",
                )

    @contextmanager
    def part(self, name: str) -> Iterator[IO[bytes]]:
        """Open a part, unpacked."""
        with (
            self._files.open(name + ".zst") as packed,
            zstandard.ZstdDecompressor().stream_reader(packed) as unpacked,
        ):
            yield unpacked


_MAKE = "Make one with: quaycrane kit save FILE"


@contextmanager
def reading(path: Path) -> Iterator[Archive]:
    """Open an archive.

    Raises:
        InputError: There is none, or it is cut short.
    """
    try:
        with zipfile.ZipFile(path) as files:
            yield Archive(path, files)
    except FileNotFoundError:
        raise InputError(f"There is no file {path}", fix=_MAKE) from None
    except IsADirectoryError:
        raise InputError(f"{path} is a folder", fix="Name the archive in it") from None
    except zipfile.BadZipFile:
        raise InputError(
            f"{path.name} is cut short, or no archive of the kit",
            why=f"It has {path.stat().st_size / 1e6:.1f} MB, and its end is not that of an archive",
            fix="Copy it once more from where it came; nothing was loaded",
        ) from None
