"""Reads the licences of Debian's packages from what was gathered for the kit."""

import io
import re
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

from quaycrane.errors import InputError
from quaycrane.kit.materials import store

_COPYRIGHT = re.compile(r"^(?:\./)?usr/share/doc/([^/]+)/copyright$")
_INSTALLED = re.compile(r"^Package: (\S+)\n(?:(?!Source:).+\n)*(?:Source: (\S+))?", re.MULTILINE)
_NAMED = re.compile(r"^License: *(\S.*)$", re.MULTILINE)
_COMMON = re.compile(r"/usr/share/common-licenses/([\w.-]+\w)")
_MANY = 4
_OWN = "see its copyright file"


def debian_licences() -> dict[str, str]:
    """Return the packages in the kit's images, and what their copyright files name.

    A package without a file of its own has that of another one of the same source.

    Raises:
        InputError: The materials of the kit were not gathered on this machine.
    """
    found, sources = dict[str, str](), dict[str, str]()
    for name, source, licence in _all():
        sources[name] = source
        found[name] = licence or found.get(name, "")
    if not found:
        raise InputError(
            "No packages were gathered here", fix="Run `./course kit fetch` where no registry is"
        )
    of_source = {sources[name]: licence for name, licence in found.items() if licence}
    return {name: found[name] or of_source.get(sources[name], _OWN) for name in sorted(found)}


def _all() -> Iterator[tuple[str, str, str]]:
    """Yield each package, its source, and its licences, empty where it has no file of its own."""
    for path in sorted(store().glob("rootfs/*/rootfs.tar")):
        with tarfile.open(path) as archive:
            held = archive.extractfile("./var/lib/dpkg/status")
            sources = dict(_INSTALLED.findall(held.read().decode() if held else ""))
            licences = dict(_in_archive(archive))
            yield from ((name, source or name, licences.get(name, "")) for name, source in sources.items())
    for path in sorted(store().glob("debs/*/*/*.deb")):
        name = path.name.partition("_")[0]
        source = _dpkg("--field", path, "Source").decode().split()
        with tarfile.open(fileobj=io.BytesIO(_dpkg("--fsys-tarfile", path))) as archive:
            yield name, source[0] if source else name, dict(_in_archive(archive)).get(name, "")
    for path in sorted(store().glob("tree/*/*/usr/share/doc/*/copyright")):
        name = path.parent.name
        yield name, name, _licences(path.read_text(encoding="utf-8", errors="replace"))


def _dpkg(action: str, path: Path, *more: str) -> bytes:
    command = ["dpkg-deb", action, str(path), *more]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603 - a list, no shell


def _in_archive(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in archive:
        name = _COPYRIGHT.match(member.name)
        if name and (held := archive.extractfile(member) if member.isfile() else None):
            yield name[1], _licences(held.read().decode(errors="replace"))


def _licences(text: str) -> str:
    """Return the licences that a copyright file names, by their short names; of many the first few."""
    names = _NAMED.findall(text) or _COMMON.findall(text)
    found = list(dict.fromkeys(name.strip() for name in names))
    more = " and others" if len(found) > _MANY else ""
    return ", ".join(found[:_MANY]).replace("|", "or") + more if found else _OWN
