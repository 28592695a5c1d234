"""Whether a container of the image answers a request, with what only this application can say."""

import html
import secrets
from urllib.parse import quote

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import first_build
from quaycrane.checks.behaviour.answering import answered
from quaycrane.checks.behaviour.changes import edited
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation

_WHY = "An image is worth what its containers do"
_FIX = "Run it by hand: docker run --rm -p {first}:{first} quaycrane-trial, and read what it prints"
_SHOWN = 200
_FIRST_PORT, _PORTS = 20_000, 10_000  # below those that systems give away by themselves


def _words(port: int | str, **_: object) -> dict[str, str]:
    """Return how the check tells of its port."""
    if isinstance(port, int):
        return {"at": f"on port {port}", "first": str(port)}
    return {"at": f"on the port that {port} names", "first": "3000"}


@checked(why=_WHY, fix=_FIX, needs=("builds",), words=_words)
def serves_page(answer: Answer, port: int | str = 3000, path: str = "/", contains: str = "") -> Observation:
    """A container of the image answers GET {path} {at}.

    Args:
        answer: The answer.
        port: The port, or the name of the variable in which the container is told one that nobody guesses.
        path: What is asked for; ``{word}`` in it is a word made up for this run, with an ampersand in it.
        contains: What the answer must hold; ``{word}`` is the same word, ``{html}`` as HTML writes it.
    """
    word = _word()
    path = _path(path, word)
    page = _asked(answer, first_build(answer).image_id, port, path)
    wanted = contains.replace("{word}", word).replace("{html}", html.escape(word))
    right = not page.startswith("status ") and wanted in page
    return Observation(passed=right, observed=_told(path, page))


@checked(
    why="An image that is not made from the sources shows yesterday's application, or another one's",
    fix="Copy the application's own files, after the install, and build from those",
    needs=("builds",),
    words=_words,
)
def serves_its_sources(
    answer: Answer, file: str, port: int | str = 3000, path: str = "/", replacing: str = ""
) -> Observation:
    """After an edit of {file} a container of the new image answers GET {path} {at} with it.

    Args:
        answer: The answer.
        file: What is edited, from the answer's folder.
        port: As for `serves_page`.
        path: The same.
        replacing: A text in the file for which a new word is put; else a comment is added.
    """
    after = edited(answer, file, replacing)
    path = _path(path, _word())
    page = _asked(answer, after.build.image_id, port, path)
    served = after.word in page
    return Observation(passed=served, observed="The edit is served" if served else _told(path, page))


def _asked(answer: Answer, image: str, port: int | str, path: str) -> str:
    if isinstance(port, int):
        return answered(answer, image, port, path)
    number = _FIRST_PORT + secrets.randbelow(_PORTS)
    return answered(answer, image, number, path, environment={port: str(number)})


def _word() -> str:
    return f"{secrets.token_hex(3)}&{secrets.token_hex(3)}"


def _path(path: str, word: str) -> str:
    return path.replace("{word}", quote(word))


def _told(path: str, page: str) -> str:
    return f"GET {path} is answered: {page[:_SHOWN].strip()}"
