"""Reads advisories in OSV's format from a folder or file that a person names; nothing is downloaded."""

import json
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError

_MOST_BYTES = 64 << 20


@dataclass(frozen=True)
class Database:
    """Advisories.

    Attributes:
        source: The folder or file that they were read from.
        newest: The day on which the newest of them was changed, ``2026-11-20``; empty where none says.
        advisories: Them, as OSV's format has them, by the ecosystem and name of the package.
        count: How many there are.
        unread: How many files could not be read as advisories.
    """

    source: str
    newest: str
    advisories: Mapping[tuple[str, str], tuple[Mapping[str, Any], ...]]
    count: int
    unread: int

    @property
    def ecosystems(self) -> frozenset[str]:
        """Whose packages it knows something of, as ``Debian:12`` and ``npm``."""
        return frozenset(ecosystem for ecosystem, _ in self.advisories)


def read_database(path: Path | str) -> Database:
    """Return the advisories in a folder, a file, or an archive as OSV publishes them (``all.zip``).

    Args:
        path: The folder or file.

    Raises:
        InputError: There is nothing at that path, or no advisory.
    """
    place = Path(path).expanduser()
    if not place.exists():
        raise InputError(
            f"There is no {place}", fix="Name a folder or a file with advisories in OSV's format"
        )
    by_package: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    newest, count, unread = "", 0, 0
    for text in _texts(place):
        records = _records(text)
        unread += not records
        for record in records:
            count += 1
            newest = max(newest, str(record.get("modified", ""))[:10])
            for affected in record["affected"]:
                package = affected.get("package") or {}
                key = (str(package.get("ecosystem", "")), str(package.get("name", "")))
                by_package.setdefault(key, []).append({**affected, "record": record})
    if not count:
        raise InputError(
            f"{place} holds no advisory in OSV's format",
            why="An advisory is a JSON document with an `id` and what is `affected`",
            fix="Name the folder or the archive as osv.dev publishes it, or one advisory",
        )
    return Database(
        place.name, newest, {key: tuple(advisories) for key, advisories in by_package.items()}, count, unread
    )


def _texts(place: Path) -> Iterator[bytes]:
    files = sorted(place.rglob("*")) if place.is_dir() else [place]
    for file in files:
        if file.suffix == ".zip":
            with suppress(zipfile.BadZipFile), zipfile.ZipFile(file) as archive:
                for entry in archive.infolist():
                    if entry.filename.endswith(".json") and entry.file_size <= _MOST_BYTES:
                        yield archive.read(entry)
        elif _is_document(file, place):
            yield file.read_bytes()


def _is_document(file: Path, place: Path) -> bool:
    named = file.suffix == ".json" or file == place
    return named and file.is_file() and file.stat().st_size <= _MOST_BYTES


def _records(text: bytes) -> list[Mapping[str, Any]]:
    """Return the advisories in a document: one, or a list of them; none where it is something else."""
    try:
        payload = json.loads(text)
    except (ValueError, RecursionError):
        return []
    listed = payload if isinstance(payload, list) else [payload]
    return [
        one
        for one in listed
        if isinstance(one, dict)
        and isinstance(one.get("id"), str)
        and isinstance(one.get("affected"), list)
        and all(isinstance(part, dict) for part in one["affected"])
    ]
