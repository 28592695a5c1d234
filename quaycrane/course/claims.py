"""What the course's notes say, claim by claim, as the `claims.toml` of a unit's package lists it."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from quaycrane.units import package_name


class Verdict(StrEnum):
    """What came of a claim."""

    HOLDS = "holds"
    NUANCE = "nuance"
    OUTDATED = "outdated"
    NOT_SHOWN = "not shown"


@dataclass(frozen=True)
class Claim:
    """One thing that the notes state.

    Attributes:
        says: The claim, in our words.
        verdict: What comes of it where its cells show all of `shows`.
        shows: What its cells show, word by word.
    """

    says: str
    verdict: Verdict
    shows: tuple[str, ...]


@cache
def claims(unit: str) -> Mapping[str, Claim]:
    """Return the claims that a unit puts to the engine, by their ids; none for a unit without a list."""
    path = files("quaycrane.units") / package_name(unit) / "claims.toml"
    table = tomllib.loads(path.read_text(encoding="utf-8")) if path.is_file() else {}
    return {
        name: Claim(one["says"], Verdict(one["verdict"]), tuple(one["shows"])) for name, one in table.items()
    }
