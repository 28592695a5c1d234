"""The bill of materials of an image: from syft where it is installed, else from the lists in the image."""

import json
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from quaycrane.checks.image.content import Note
from quaycrane.checks.image.model import Image

_PATIENCE_SECONDS = 180
_SYFT_KINDS = {"deb": "deb", "apk": "apk", "npm": "npm", "python": "python"}


@dataclass(frozen=True, order=True)
class Package:
    """A package in an image.

    Attributes:
        kind: ``deb``, ``apk``, ``npm`` or ``python``.
        name: Its name.
        version: Its version.
        source: The package that it was built from, where the list tells; advisories go by that name.
    """

    kind: str
    name: str
    version: str
    source: str = field(default="", compare=False)


def packages(image: Image) -> tuple[Package, ...]:
    """Return the packages that a container of an image sees, read from the lists in it."""
    found: set[Package] = set()
    for path, note in image.notes.items():
        if isinstance(note, Note) and note.text:
            found.update(_listed(path, note.text))
    return tuple(sorted(found))


def syft() -> str | None:
    """Return the path of syft, None where it is not installed."""
    return shutil.which("syft", path=str(Path(sys.executable).parent)) or shutil.which("syft")


def packages_by_syft(archive: Iterable[bytes]) -> tuple[Package, ...]:
    """Return what syft finds in an archive of `docker save`.

    Raises:
        FileNotFoundError: Syft is not installed.
        subprocess.SubprocessError: It failed, or did not end.
    """
    command = syft()
    if not command:
        raise FileNotFoundError("syft")
    with tempfile.NamedTemporaryFile(suffix=".tar") as file:
        file.writelines(archive)
        file.flush()
        done = subprocess.run(  # noqa: S603 - a command of ours
            [command, "scan", "-q", "-o", "syft-json", f"docker-archive:{file.name}"],
            capture_output=True,
            check=True,
            timeout=_PATIENCE_SECONDS,
            env={"SYFT_CHECK_FOR_APP_UPDATE": "false", "HOME": tempfile.gettempdir()},
        )
    told = json.loads(done.stdout)["artifacts"]
    return tuple(
        sorted(
            {
                Package(_SYFT_KINDS[one["type"]], one["name"], one["version"])
                for one in told
                if one["type"] in _SYFT_KINDS
            }
        )
    )


def _listed(path: str, text: str) -> Iterator[Package]:
    if path.startswith("var/lib/dpkg/"):
        for fields in _blocks(text, r"(Package|Version|Status|Source): (.+)"):
            if "Version" in fields and "installed" in fields.get("Status", "installed").split():
                source = fields.get("Source", "").partition(" ")[0]
                yield Package("deb", fields["Package"], fields["Version"], source)
    elif path == "lib/apk/db/installed":
        for fields in _blocks(text, r"([PVo]):(.+)"):
            if fields.keys() >= {"P", "V"}:
                yield Package("apk", fields["P"], fields["V"], fields.get("o", ""))
    elif path.endswith("/package.json"):
        with suppress(ValueError, TypeError, KeyError):
            told = json.loads(text)
            yield Package("npm", str(told["name"]), str(told["version"]))
    elif path.endswith("/METADATA"):
        fields = next(_blocks(text, r"(Name|Version): (.+)"))
        if fields.keys() == {"Name", "Version"}:
            yield Package("python", fields["Name"], fields["Version"])


def _blocks(text: str, pattern: str) -> Iterator[dict[str, str]]:
    """Yield the fields of each paragraph of a list."""
    for block in re.split(r"\n\s*\n", text):
        yield dict(re.findall(f"^{pattern}$", block, re.MULTILINE))
