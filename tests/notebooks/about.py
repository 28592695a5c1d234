"""What a unit promises to show, as its `claims.toml` and `tests/units/<package>/unit.toml` tell it."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from quaycrane.course import claims
from quaycrane.kit import project_root
from quaycrane.units import package_name


@dataclass(frozen=True)
class About:
    """What a unit promises.

    Attributes:
        claims: For each claim, what the cell that is tagged with it shows.
        failure: What the cell that fails on purpose shows.
        commands: The notes' commands that it runs, each as words in order; a word may be a pattern.
        draft: Whether it is still being written, so that it may have fewer wrong answers.
    """

    claims: Mapping[str, Sequence[str]]
    failure: Sequence[str]
    commands: Sequence[str] = ()
    draft: bool = False


@cache
def about(unit: str) -> About:
    """Return what a unit promises."""
    path = project_root() / "tests" / "units" / package_name(unit) / "unit.toml"
    told = tomllib.loads(path.read_text(encoding="utf-8"))
    shows = {name: claim.shows for name, claim in claims(unit).items()}
    return About(**told | {"claims": shows, "failure": told["failure"]["shows"]})
