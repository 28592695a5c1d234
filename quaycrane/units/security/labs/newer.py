"""Compares the packages of two images: what a newer base brings."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from quaycrane.checks.image.packages import Package
from quaycrane.units.security.labs.bills import Bill

_NONE = "-"


@dataclass(frozen=True)
class Renewed:
    """A package that is not the same in both.

    Attributes:
        package: Its name.
        before: Its version in the older image, a dash where it is not there.
        after: Its version in the newer image, a dash where it is not there.
    """

    package: str
    before: str
    after: str


@dataclass(frozen=True)
class Newer:
    """What is different.

    Attributes:
        renewed: The packages that are not the same.
        same: How many are.
    """

    renewed: tuple[Renewed, ...]
    same: int

    def some(self, *names: str) -> tuple[Renewed, ...]:
        """Return those of these packages that are not the same."""
        return tuple(one for one in self.renewed if one.package in names)

    @property
    def sentence(self) -> str:
        """How many are different."""
        both = sum(_NONE not in {one.before, one.after} for one in self.renewed)
        return (
            f"{both} packages have another version, {len(self.renewed) - both} are only in one of the two, "
            f"{self.same} are the same."
        )


def newer(before: Bill, after: Bill) -> Newer:
    """Compare two bills of materials, package by package."""
    old, new = _versions(before.packages), _versions(after.packages)
    return Newer(tuple(_renewed(old, new)), sum(old[name] == new.get(name) for name in old))


def _versions(packages: Sequence[Package]) -> dict[str, str]:
    return {package.name: package.version for package in packages}


def _renewed(old: dict[str, str], new: dict[str, str]) -> Iterator[Renewed]:
    for name in sorted({*old, *new}):
        if old.get(name) != new.get(name):
            yield Renewed(name, old.get(name, _NONE), new.get(name, _NONE))
