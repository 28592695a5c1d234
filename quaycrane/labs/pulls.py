"""How long pulls take, by what they carry: with nothing of the image here, and with its base here already."""

import io
import os
import tarfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING

from quaycrane.engine import explained, push
from quaycrane.kit import Provenance, provenance
from quaycrane.labs.copies import at_rest, forget, one_layer_copy, pull_seconds

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs.registry import Registry

APPLICATION_BYTES = 5_000_000
_TAGS = ("application", "base")


@dataclass(frozen=True)
class Pull:
    """The pulls of one image: a base, and on it 5 MB of an application where that was asked for.

    Attributes:
        base: The base's name.
        compressed_bytes: What the whole image is on the way.
        cold_seconds: Pulls with nothing of it here, one a round.
        warm_seconds: Pulls with the base here, one a round; none of a base alone.
    """

    base: str
    compressed_bytes: int
    cold_seconds: tuple[float, ...]
    warm_seconds: tuple[float, ...] = ()

    @property
    def cold_median_seconds(self) -> float:
        """The middle one of the pulls from nothing."""
        return median(self.cold_seconds)

    @property
    def warm_median_seconds(self) -> float:
        """The middle one of the pulls onto a base that is here."""
        return median(self.warm_seconds)


@dataclass(frozen=True)
class Pulls:
    """The pulls of several images, in the order of their sizes.

    Attributes:
        pulls: The images.
        provenance: Where they ran.
    """

    pulls: tuple[Pull, ...]
    provenance: Provenance

    @property
    def fastest(self) -> str:
        """The base that took least time from nothing."""
        return min(self.pulls, key=lambda one: one.cold_median_seconds).base

    @property
    def times(self) -> float:
        """How many times as long as the smallest one the largest takes, from nothing."""
        return self.pulls[-1].cold_median_seconds / self.pulls[0].cold_median_seconds

    @property
    def sentence(self) -> str:
        """How much longer the largest takes, in words."""
        small, large = self.pulls[0], self.pulls[-1]
        bytes_times = large.compressed_bytes / small.compressed_bytes
        told = (
            f"From nothing, {large.base} is {bytes_times:.0f} times the bytes of {small.base} and takes "
            f"{self.times:.1f} times as long."
        )
        if not large.warm_seconds:
            return told
        warm, cold = large.warm_median_seconds, large.cold_median_seconds
        return f"{told} With its base here it takes {warm:.2f} s in place of {cold:.2f} s."


def pulls(
    engine: "Engine",
    registry: "Registry",
    references: Sequence[str],
    *,
    rounds: int = 3,
    on_progress: Callable[[str], object] = lambda _: None,
) -> Pulls:
    """Pull images several times, a base and an application each, from nothing and onto the base.

    What is pulled are copies of one layer that no other image shares, made by `export` and `import`: the
    engine's own images stay as they are.

    Args:
        engine: Where to pull to.
        registry: Where from.
        references: The bases of the images.
        rounds: How often each is pulled each way.
        on_progress: Told what is done.

    Raises:
        QuaycraneError: A base is not there, or a pull failed.
    """
    return _each(engine, references, lambda one: _timed(engine, registry, one, rounds), on_progress)


def base_pulls(
    engine: "Engine",
    registry: "Registry",
    references: Sequence[str],
    *,
    rounds: int = 2,
    on_progress: Callable[[str], object] = lambda _: None,
) -> Pulls:
    """Pull bases several times, copies as in `pulls` with nothing on them, from nothing.

    Args:
        engine: Where to pull to.
        registry: Where from.
        references: The bases.
        rounds: How often each is pulled.
        on_progress: Told what is done.

    Raises:
        QuaycraneError: A base is not there, or a pull failed.
    """
    return _each(engine, references, lambda one: _timed_alone(engine, registry, one, rounds), on_progress)


def _each(
    engine: "Engine",
    references: Sequence[str],
    timed: Callable[[str], Pull],
    on_progress: Callable[[str], object],
) -> Pulls:
    found = []
    for reference in references:
        on_progress(f"push and pull a copy of {reference}")
        found.append(timed(reference))
    found.sort(key=lambda one: one.compressed_bytes)
    return Pulls(tuple(found), provenance(engine, *references))


def _timed(engine: "Engine", registry: "Registry", reference: str, rounds: int) -> Pull:
    base, path, name = _named(registry, reference)
    cold, warm = [], []
    try:
        _prepare(engine, name, reference)
        for _ in range(rounds):
            forget(engine, name, *_TAGS)
            cold.append(pull_seconds(engine, name, "application"))
            pull_seconds(engine, name, "base")
            forget(engine, name, "application")
            warm.append(pull_seconds(engine, name, "application"))
    finally:
        forget(engine, name, *_TAGS)
    return Pull(base, sum(registry.layer_bytes(path, "application")), tuple(cold), tuple(warm))


def _timed_alone(engine: "Engine", registry: "Registry", reference: str, rounds: int) -> Pull:
    base, path, name = _named(registry, reference)
    seconds = []
    try:
        one_layer_copy(engine, reference, name, "base")
        push(engine, f"{name}:base", lambda *_: None)
        for _ in range(rounds):
            forget(engine, name, "base")
            seconds.append(pull_seconds(engine, name, "base"))
    finally:
        forget(engine, name, "base")
    return Pull(base, sum(registry.layer_bytes(path, "base")), tuple(seconds))


def _named(registry: "Registry", reference: str) -> tuple[str, str, str]:
    """Return a base's short name, and the path of its copy in the registry without and with the address."""
    base = reference.rpartition("/")[2]
    path = f"{base.replace(':', '-')}-copy"
    return base, path, f"{registry.address}/{path}"


def _prepare(engine: "Engine", name: str, reference: str) -> None:
    """Push a copy of a base in one layer, and an application on it."""
    one_layer_copy(engine, reference, name, "base")
    with explained(), at_rest(engine, f"{name}:base") as container:
        container.put_archive("/", _application())
        container.commit(name, "application")
    for tag in reversed(_TAGS):
        push(engine, f"{name}:{tag}", lambda *_: None)


def _application() -> bytes:
    """Return an archive of one file that cannot be made smaller."""
    archive = io.BytesIO()
    with tarfile.open(fileobj=archive, mode="w") as tar:
        entry = tarfile.TarInfo("application")
        entry.size = APPLICATION_BYTES
        tar.addfile(entry, io.BytesIO(os.urandom(APPLICATION_BYTES)))
    return archive.getvalue()
