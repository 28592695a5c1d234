"""Whether a build uses the token that it is given, and leaves none of it."""

import hashlib
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.checks.answer_builds import build_seconds, copied, engine
from quaycrane.checks.behaviour.answering import answered
from quaycrane.checks.declared import checked
from quaycrane.checks.image.known_secret import earlier_stages, found_in
from quaycrane.checks.registry import Observation
from quaycrane.errors import BuildError

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer
    from quaycrane.engine import Build

_PORT = 3000
_MOST_TOLD = 4


@dataclass(frozen=True)
class _Licensed:
    """What came of a build that was given a token.

    Attributes:
        token: The token, made up for this build.
        image: The image's id.
        found: Where the token stands in it.
        stages: The earlier stages that hold the token, as an image of their own would.
    """

    token: str
    image: str
    found: Mapping[str, tuple[str, ...]]
    stages: tuple[str, ...]


@checked(
    why="A token that the build does not get is no secret, but there is no package either",
    fix="Give it to the RUN that needs it: RUN --mount=type=secret,id=token node install.js",
    needs=("builds",),
)
def is_licensed(answer: "Answer") -> Observation:
    """Built with a token, the server is licensed to its owner."""
    made = _made(answer)
    owner = hashlib.sha256(made.token.encode()).hexdigest()[:12]
    page = answered(answer, made.image, _PORT, "/", environment={})
    return Observation(passed=f"licensed to {owner}" in page, observed=f"It says: {page.strip()[:80]}")


@checked(
    why="Whoever has the image has all of it: every layer, its history and its settings, and what CI keeps",
    fix="Mount the token into one RUN, and let that RUN neither print, copy nor encode it",
    needs=("builds",),
    words=lambda place: {
        "where": "in no earlier stage" if place == "stages" else f"nowhere in the image's {place}"
    },
)
def keeps_token(answer: "Answer", place: str) -> Observation:
    """The token stands {where}.

    Args:
        answer: The answer.
        place: ``history``, ``configuration``, ``labels``, ``layers`` or ``stages``.
    """
    made = _made(answer)
    spots = made.stages if place == "stages" else made.found[place]
    observed = ", ".join(spots[:_MOST_TOLD]) or "Not found"
    return Observation(passed=not spots, observed=observed)


def _made(answer: "Answer") -> _Licensed:
    """Return the build with a token in every place from which an answer may take it; it is built once."""
    if "licensed" not in answer.kept:
        token = secrets.token_hex(16)
        built = _build(answer, token, answer.text)
        places = found_in(engine(), built.image_id, token)
        answer.kept["licensed"] = _Licensed(token, built.image_id, places, tuple(_stages(answer, token)))
    made: _Licensed = answer.kept["licensed"]
    return made


def _stages(answer: "Answer", token: str) -> list[str]:
    stages = []
    for name, text in earlier_stages(answer.text).items():
        try:
            image = _build(answer, token, text).image_id
        except BuildError:  # what does not build by itself is exported by nobody
            continue
        if any(found_in(engine(), image, token).values()):
            stages.append(f"stage {name}")
    return stages


def _build(answer: "Answer", token: str, dockerfile: str) -> "Build":
    given = {"token": token, "TOKEN": token, "NPM_TOKEN": token}
    with copied(answer) as folder:
        Path(folder, "token.txt").write_text(f"{token}\n")
        return engine().build(
            folder,
            dockerfile=dockerfile,
            arguments=given,
            secrets={"token": token},
            no_cache=True,
            timeout_seconds=build_seconds(),
        )
