"""What arrives in a build of a folder as it lies on a desk, by what its `.dockerignore` says."""

from typing import TYPE_CHECKING

from quaycrane.units.writing_dockerfiles.checks import arriving as given

if TYPE_CHECKING:
    from quaycrane.engine import Engine

FOLDER = {
    "node_modules/left/index.js": "",
    "web/node_modules/left/index.js": "",
    "web/index.html": "",
    ".env": "TOKEN=not-a-real-one",
    "api/.env": "TOKEN=not-a-real-one",
    "api/environment.js": "",
}
"""A folder with two applications, as it lies on a desk: its files and what they hold."""


def arriving(engine: "Engine", ignored: str) -> tuple[str, ...]:
    """Build with `FOLDER` as context, and return the paths that came into the image.

    Args:
        engine: Where to build.
        ignored: What its `.dockerignore` says.

    Raises:
        BuildError: The engine does not take the context.
    """
    return given.arriving(engine, ignored, FOLDER)


def ignores(engine: "Engine", *texts: str) -> list[dict[str, str]]:
    """Return for each text of a `.dockerignore` a row that says which paths of `FOLDER` arrived.

    Args:
        engine: Where to build.
        texts: The texts.

    Raises:
        BuildError: The engine does not take a context.
    """
    arrived = {text: arriving(engine, text) for text in texts}
    return [
        {"path": path} | {_short(text): "arrives" if path in arrived[text] else "kept out" for text in texts}
        for path in FOLDER
    ]


def _short(text: str) -> str:
    return " ".join(text.split()) or "no .dockerignore"
