"""Puts a Dockerfile to BuildKit's own parser, and ours into the same words."""

import json
import re
from dataclasses import dataclass
from typing import Any

from quaycrane.checks.dockerfile import Dockerfile, Instruction
from quaycrane.checks.dockerfile.parse import KEYWORDS
from quaycrane.checks.dockerfile.spaces import SPACE

Read = tuple[Any, ...]


EXPLAINED = {
    "text after an array": "The package wraps an older BuildKit, for which a JSON array ends at its bracket; "
    "for Engine 28.5 and 29, text after it makes it the shell form.",
    "space before a heredoc's name": "The same: it knows no space after <<. Engine 28.5 and 29 do.",
    "default in a heredoc's word": "The same: a default inside such a word is read otherwise since.",
    "escape in a flag": "The same: for it the backslash escapes in a flag, whatever the directive says.",
    "NUL": "The package hands the text over as a C string, which a NUL ends. BuildKit reads on.",
    "check directive": "The same: it does not know # check=, so the directives end there for it.",
    "flag beyond ASCII": "BuildKit reads flags and HEALTHCHECK byte by byte; the package cannot decode that.",
}
"""Where the package is not asked, and why: a newer BuildKit is on our side, or there is no answer."""


def explained(text: str, read: Dockerfile) -> str:
    """Return which of the known disagreements a Dockerfile can show, empty for none."""
    told = [one.trigger or one for one in read.instructions]
    bytewise = [word for one in (*told, *read.instructions) for word in one.flags]
    bytewise += [one.value for one in told if one.keyword == "HEALTHCHECK"]
    shown = {
        "NUL": "\x00" in text or "\\u0000" in text,
        "check directive": "check" in read.directives,
        "flag beyond ASCII": not all(word.isascii() for word in bytewise),
        "escape in a flag": read.escape == "`" and bool(re.search(r"--\S*[\\`]", text)),
        "space before a heredoc's name": bool(
            re.search(r"<<-?\s", text + "".join(one.value for one in told))
        ),
        "default in a heredoc's word": any(_has_default_beside_heredoc(one) for one in told),
        "text after an array": any(one.form == "shell" and _begins_with_array(one) for one in told),
    }
    return next((name for name, is_so in shown.items() if is_so), "")


def _has_default_beside_heredoc(one: Instruction) -> bool:
    return "<<" in one.value and bool(re.search(r"\$\{[^}]*[-:+?#%/]", one.value))


def _begins_with_array(one: Instruction) -> bool:
    skipped = len(one.arguments[0]) if one.keyword == "HEALTHCHECK" and one.arguments else 0
    try:
        found, _ = json.JSONDecoder().raw_decode(one.value[skipped:].lstrip(SPACE))
    except ValueError:
        return False
    return isinstance(found, list)


@dataclass(frozen=True)
class Answer:
    """What a parser says.

    Attributes:
        refused: Whether it cannot read the file.
        read: Its instructions.
    """

    refused: bool
    read: tuple[Read, ...] = ()


def asked(text: str) -> Answer:
    """Return what BuildKit's parser says."""
    import dockerfile  # noqa: PLC0415 - there is no wheel of it for every machine

    try:
        commands = dockerfile.parse_string(text)
    except dockerfile.GoParseError:
        return Answer(refused=True)
    return Answer(
        refused=False,
        read=tuple(
            (
                (one.cmd or "").upper(), (one.sub_cmd or "").upper(), one.json, one.start_line, one.end_line,
                one.flags, one.value,
                tuple((doc.name, doc.file_descriptor, doc.content) for doc in one.heredocs),
            )
            for one in commands
        ),
    )  # fmt: skip


def ours(dockerfile: Dockerfile) -> Answer:
    """Return what our parser says, in the other's words."""
    if any(problem.syntax for problem in dockerfile.problems) or not dockerfile.instructions:
        return Answer(refused=True)
    return Answer(refused=False, read=tuple(map(_in_its_words, dockerfile.instructions)))


def _in_its_words(one: Instruction) -> Read:
    told = one.trigger or one
    kept = () if one.trigger else one.documents  # the package loses those under ONBUILD; the lines tell
    documents = tuple((doc.name, doc.descriptor, doc.content) for doc in kept)
    return (
        one.keyword,
        one.trigger.keyword if one.trigger else "",
        told.form == "exec",
        one.line,
        one.end_line,
        one.flags,
        _value(told),
        documents,
    )


def _value(one: Instruction) -> tuple[str, ...]:
    if one.keyword not in KEYWORDS or one.trigger:
        return ("",)
    if one.keyword in {"ENV", "LABEL"}:
        return tuple(word for pair in one.pairs for word in (pair.name, pair.value or ""))
    if one.keyword == "ARG":
        return tuple(pair.name if pair.value is None else f"{pair.name}={pair.value}" for pair in one.pairs)
    if one.form == "exec" or one.keyword in {"COPY", "ADD", "VOLUME", "EXPOSE", "FROM"}:
        return one.arguments
    if one.keyword == "HEALTHCHECK":
        command = one.value[len(one.arguments[0]) :].lstrip(SPACE) if one.arguments else ""
        return (*one.arguments[:1], command) if command else one.arguments[:1]
    return (one.value,) if one.value else ()
