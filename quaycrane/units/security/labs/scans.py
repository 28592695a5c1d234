"""Matches a bill of materials with advisories, and says what cannot be known."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quaycrane.checks.image.packages import Package
from quaycrane.units.security.labs.advisories import Database, read_database
from quaycrane.units.security.labs.bills import Bill
from quaycrane.units.security.labs.versions import is_before

_LANGUAGES = {"npm": "npm", "python": "PyPI"}


@dataclass(frozen=True)
class Match:
    """A package with a known weakness.

    Attributes:
        package: Its name.
        version: Its version in the image.
        advisory: The advisory's id.
        changed: The day on which the advisory was changed last.
        mended: The first version without it, empty where none is told.
        summary: What it is about.
    """

    package: str
    version: str
    advisory: str
    changed: str
    mended: str
    summary: str


@dataclass(frozen=True)
class Scan:
    """What advisories say of an image.

    Attributes:
        sentence: What is known, by what source and of what day, and what is not.
        matches: The packages that have a known weakness.
    """

    sentence: str
    matches: tuple[Match, ...] = ()


def scan(bill: Bill, database: Path | str = "") -> Scan:
    """Match the packages of an image with the advisories that a person has at hand.

    Args:
        bill: The image's bill of materials.
        database: A folder or file in OSV's format; empty for none.

    Raises:
        InputError: There is nothing at that path, or no advisory.
    """
    if not database:
        return Scan(
            "No database of advisories was named: which of the "
            f"{len(bill.packages)} packages of {bill.image} have known weaknesses cannot be said here. "
            "The image tells what is in it; what is wrong with it changes every day, and is told elsewhere."
        )
    known = read_database(database)
    matches = tuple(match for package in bill.packages for match in _matches(known, bill, package))
    named = {_ecosystem(bill, package) for package in bill.packages}
    silent = sorted(one or "an unknown system" for one in named if not _knows(known, one))
    about = f" It says nothing of {', '.join(silent)}." if silent else ""
    day = f", the newest of {known.newest}" if known.newest else ", of no known day"
    affected = len({match.package for match in matches})
    count = f"{known.count} advisor{'y' if known.count == 1 else 'ies'}{day}"
    return Scan(
        f"By {known.source} ({count}): of the {len(bill.packages)} packages of {bill.image}, "
        f"{affected} with a known weakness.{about}",
        matches,
    )


def _knows(known: Database, ecosystem: str) -> bool:
    return bool(ecosystem) and any(
        one == ecosystem or one == ecosystem.partition(":")[0] for one in known.ecosystems
    )


def _ecosystem(bill: Bill, package: Package) -> str:
    return _LANGUAGES.get(package.kind, bill.system)


def _matches(known: Database, bill: Bill, package: Package) -> Iterator[Match]:
    ecosystem = _ecosystem(bill, package)
    seen = set[str]()
    for name in dict.fromkeys((package.source or package.name, package.name)):
        for system in dict.fromkeys((ecosystem, ecosystem.partition(":")[0])):
            for affected in known.advisories.get((system, name), ()):
                record = affected["record"]["id"]
                if record not in seen and _is_affected(affected, package):
                    seen.add(record)
                    yield _match(affected, package)


def _is_affected(affected: Mapping[str, Any], package: Package) -> bool:
    if package.version in (affected.get("versions") or ()):
        return True
    ranges = [one for one in affected.get("ranges") or () if one.get("type") in {"ECOSYSTEM", "SEMVER"}]
    return any(_in_range(one.get("events") or (), package) for one in ranges)


def _in_range(events: Any, package: Package) -> bool:  # noqa: ANN401 - whatever the document holds
    """Walk the events in their order: each introduces the weakness, or ends it."""
    inside = False
    for event in events:
        (what, version), *_ = event.items()
        later = version == "0" or not is_before(package.kind, package.version, version)
        if what == "introduced" and later:
            inside = True
        elif (what in {"fixed", "limit"} and later) or (
            what == "last_affected" and is_before(package.kind, version, package.version)
        ):
            inside = False
    return inside


def _match(affected: Mapping[str, Any], package: Package) -> Match:
    record = affected["record"]
    events = [event for one in affected.get("ranges") or () for event in one.get("events") or ()]
    mended = next(
        (
            event["fixed"]
            for event in events
            if "fixed" in event and is_before(package.kind, package.version, event["fixed"])
        ),
        "",
    )
    return Match(
        package.name,
        package.version,
        str(record["id"]),
        str(record.get("modified", ""))[:10],
        str(mended),
        str(record.get("summary") or record.get("details") or "")[:80],
    )
