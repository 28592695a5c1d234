"""Reads what is in an image: its packages, its set-uid programs, and what the notes' checklist asks of it."""

import stat
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.checks.image.answer_image import noted, places
from quaycrane.checks.image.content import note_content
from quaycrane.checks.image.packages import Package, packages
from quaycrane.checks.image.read import read_image
from quaycrane.checks.image.secret_forms import ANYWHERE, IN_SETTINGS, find_forms
from quaycrane.engine import image_details, read_file, saved

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quaycrane.checks.image.model import Image
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

_RELEASES = ("/usr/lib/os-release", "/etc/os-release")
_ECOSYSTEMS = {"debian": "Debian", "alpine": "Alpine", "ubuntu": "Ubuntu"}
_SHELLS = ("bin/sh", "usr/bin/sh")
_NONE = "none"


@dataclass(frozen=True)
class Bill:
    """The bill of materials of an image, and what else one would look at.

    Attributes:
        image: Its reference.
        size_bytes: The bytes of its layers.
        packages: What it has installed, as the lists in it tell.
        system: Whose packages its system's are, as advisories call it: ``Debian:12``; empty where untold.
        set_uid: Programs that run as their owner.
        shell: Whether it has a shell.
        user: Whom its USER names; root for none.
        ports: What it says it listens on.
        secrets: Places of texts that have the form of a secret.
    """

    image: str
    size_bytes: int
    packages: tuple[Package, ...]
    system: str
    set_uid: tuple[str, ...]
    shell: bool
    user: str
    ports: tuple[str, ...]
    secrets: tuple[str, ...]

    @property
    def kinds(self) -> str:
        """How many packages of each kind."""
        counts = Counter(package.kind for package in self.packages)
        return ", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) or _NONE

    @property
    def line(self) -> dict[str, object]:
        """Its line in the table of the checklist."""
        return {
            "image": self.image,
            "runs as": self.user,
            "set-uid": len(self.set_uid),
            "shell": "yes" if self.shell else "no",
            "packages": len(self.packages),
            "ports": ", ".join(self.ports) or _NONE,
            "secrets": len(self.secrets),
        }


def bills(engine: "Engine", *references: str, on_progress: "Progress | None" = None) -> tuple[Bill, ...]:
    """Return the bill of each image: all of it is read, layer by layer, and no container runs.

    Args:
        engine: Where the images are.
        references: The images.
        on_progress: Told each image.

    Raises:
        QuaycraneError: There is no such image.
    """
    return tuple(_told(engine, references, on_progress))


def _told(engine: "Engine", references: tuple[str, ...], on_progress: "Progress | None") -> "Iterator[Bill]":
    for reference in references:
        if on_progress:
            on_progress(f"reading {reference}")
        image = read_image(saved(engine, reference), note_content)
        settings = image_details(engine, reference)["Config"] or {}
        yield Bill(
            image=reference,
            size_bytes=image.size_bytes,
            packages=packages(image),
            system=_system(engine, reference),
            set_uid=_set_uid(image),
            shell=any(path in image.tree for path in _SHELLS),
            user=settings.get("User") or "root",
            ports=tuple(settings.get("ExposedPorts") or ()),
            secrets=tuple(_secrets(image)),
        )


def _set_uid(image: "Image") -> tuple[str, ...]:
    return tuple(
        f"/{path}" for path, file in image.tree.items() if file.kind == "file" and file.mode & stat.S_ISUID
    )


def _secrets(image: "Image") -> "Iterator[str]":
    for place, text in places(image):
        if any(True for _ in find_forms(text.encode(), (*ANYWHERE, *IN_SETTINGS))):
            yield place
    yield from (place for place, note in noted(image) if note.secrets)


def _system(engine: "Engine", reference: str) -> str:
    for path in _RELEASES:
        if text := read_file(engine, reference, path):
            pairs = (line.partition("=") for line in text.decode("utf-8", "replace").splitlines())
            fields = {name: value.strip("\"'") for name, _, value in pairs}
            name, version = _ECOSYSTEMS.get(fields.get("ID", ""), ""), fields.get("VERSION_ID", "")
            if name == "Alpine" and version:
                version = f"v{'.'.join(version.split('.')[:2])}"
            return f"{name}:{version}" if name and version else ""
    return ""
