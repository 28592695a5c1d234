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
_NAMED = re.compile(r"^License: *(\S.*)$", re.MULTILINE)
_COMMON = re.compile(r"/usr/share/common-licenses/([\w.-]+\w)")
_MANY = 4


def debian_licences() -> dict[str, str]:
    """Return the packages in the kit's images, and what their copyright files name.

    Raises:
        InputError: The materials of the kit were not gathered on this machine.
    """
    found = dict(_all())
    if not found:
        raise InputError("No packages were gathered here", fix="Run `./course kit fetch` where no registry is")
    return dict(sorted(found.items()))


def _all() -> Iterator[tuple[str, str]]:
    for path in sorted(store().glob("rootfs/*/rootfs.tar")):
        with tarfile.open(path) as archive:
            yield from _in_archive(archive)
    for path in sorted(store().glob("debs/*/*/*.deb")):
        content = subprocess.run(  # noqa: S603 - a list, no shell
            ["dpkg-deb", "--fsys-tarfile", str(path)],  # noqa: S607 - Debian's own, as when they were gathered
            capture_output=True,
            check=True,
        ).stdout
        with tarfile.open(fileobj=io.BytesIO(content)) as archive:
            yield path.name.partition("_")[0], dict(_in_archive(archive)).get(path.name.partition("_")[0], _OWN)
    for path in sorted(store().glob("tree/*/*/usr/share/doc/*/copyright")):
        yield path.parent.name, _licences(path.read_text(encoding="utf-8", errors="replace"))


def _in_archive(archive: tarfile.TarFile) -> Iterator[tuple[str, str]]:
    for member in archive:
        name = _COPYRIGHT.match(member.name)
        if name and (held := archive.extractfile(member) if member.isfile() else None):
            yield name[1], _licences(held.read().decode(errors="replace"))


_OWN = "see its copyright file"


def _licences(text: str) -> str:
    """Return the licences that a copyright file names, by their short names; of many the first few."""
    names = _NAMED.findall(text) or _COMMON.findall(text)
    found = list(dict.fromkeys(name.strip() for name in names))
    more = " and others" if len(found) > _MANY else ""
    return ", ".join(found[:_MANY]).replace("|", "or") + more if found else _OWN
