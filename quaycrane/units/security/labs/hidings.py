"""Builds an image in several ways that need a token, and searches each for it."""

import secrets
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from quaycrane.checks.image.known_secret import earlier_stages, found_in
from quaycrane.kit import Provenance, provenance

if TYPE_CHECKING:
    from collections.abc import Mapping

    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

BASE = "alpine:3"
SEARCHED = ("history", "configuration", "a layer", "an earlier stage")
"""The places that are searched, in the words of a person."""

_USE = "cat /run/secrets/token | sha256sum > /licence"
WAYS = {
    "ARG": f"FROM {BASE}\nARG TOKEN\nRUN echo $TOKEN | sha256sum > /licence\n",
    "ENV": f"FROM {BASE}\nARG TOKEN\nENV TOKEN=$TOKEN\nRUN echo $TOKEN | sha256sum > /licence\n",
    "ENV, emptied later": (
        f"FROM {BASE}\nARG TOKEN\nENV TOKEN=$TOKEN\nRUN echo $TOKEN | sha256sum > /licence\nENV TOKEN=\n"
    ),
    "COPY, then rm": (
        f"FROM {BASE}\nCOPY token.txt /token.txt\nRUN sha256sum < /token.txt > /licence\nRUN rm /token.txt\n"
    ),
    "ARG in an earlier stage": (
        f"FROM {BASE} AS fetch\nARG TOKEN\nRUN echo $TOKEN | sha256sum > /licence\n"
        f"FROM {BASE}\nCOPY --from=fetch /licence /licence\n"
    ),
    "secret mount, kept in base64": (
        f"FROM {BASE}\nRUN --mount=type=secret,id=token {_USE} && base64 < /run/secrets/token > /settings\n"
    ),
    "secret mount": f"FROM {BASE}\nRUN --mount=type=secret,id=token {_USE}\n",
}
"""A Dockerfile a way; each uses the token in one step."""


@dataclass(frozen=True)
class Hiding:
    """One way.

    Attributes:
        way: A key of `WAYS`.
        found: The places of `SEARCHED` where the token stands.
    """

    way: str
    found: frozenset[str]


@dataclass(frozen=True)
class Hidings:
    """All ways.

    Attributes:
        hidings: One a way.
        provenance: Where they were built.
    """

    hidings: tuple[Hiding, ...]
    provenance: Provenance

    @property
    def clean(self) -> tuple[str, ...]:
        """The ways that leave the token nowhere."""
        return tuple(hiding.way for hiding in self.hidings if not hiding.found)

    def found(self, way: str) -> frozenset[str]:
        """Return where the token of a way stands."""
        return next(hiding.found for hiding in self.hidings if hiding.way == way)


def token_places(engine: "Engine", on_progress: "Progress | None" = None) -> Hidings:
    """Build each way with a token made up for it, and read all of the image.

    Args:
        engine: Where to build.
        on_progress: Told each way.

    Raises:
        QuaycraneError: The engine refused.
    """
    hidings = []
    for way, dockerfile in WAYS.items():
        if on_progress:
            on_progress(way)
        hidings.append(Hiding(way, _search(engine, dockerfile)))
    return Hidings(tuple(hidings), provenance(engine, BASE))


def _search(engine: "Engine", dockerfile: str) -> frozenset[str]:
    token = secrets.token_hex(16)
    places = {_named(place) for place, spots in _found(engine, dockerfile, token).items() if spots}
    for stage in earlier_stages(dockerfile).values():
        if any(_found(engine, stage, token).values()):
            places.add("an earlier stage")
    return frozenset(places)


def _found(engine: "Engine", dockerfile: str, token: str) -> "Mapping[str, tuple[str, ...]]":
    with TemporaryDirectory(prefix="quaycrane-lab-") as folder:
        Path(folder, "token.txt").write_text(f"{token}\n")
        given = {"TOKEN": token} if "ARG TOKEN" in dockerfile else {}
        built = engine.build(
            Path(folder), dockerfile=dockerfile, arguments=given, secrets={"token": token}, no_cache=True
        )
    return found_in(engine, built.image_id, token)


def _named(place: str) -> str:
    return {"layers": "a layer", "labels": "configuration"}.get(place, place)
