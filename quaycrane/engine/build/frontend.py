"""Lets a Dockerfile that names Docker's own frontend be built by the one that is in the engine."""

import re

# "docker/dockerfile:1" and its releases; "-labs" and others can more than the engine's own.
_SYNTAX = re.compile(
    r"^#[ \t]*syntax[ \t]*=[ \t]*(?:docker\.io/)?docker/dockerfile(?::(?:1(?:\.\d+)*|latest))?[ \t]*\r?$",
    re.IGNORECASE,
)
_DIRECTIVE = re.compile(r"^#[ \t]*[a-zA-Z]+[ \t]*=")


def with_own_frontend(text: str) -> str:
    """Return a Dockerfile without the line that would fetch, from a registry, what the engine has.

    Args:
        text: The Dockerfile.
    """
    lines = text.removeprefix("\ufeff").split("\n")
    for at, line in enumerate(lines):
        if not _DIRECTIVE.match(line):
            return text
        if _SYNTAX.match(line):
            others = [one for one in (*lines[:at], *lines[at + 1 : at + 2]) if _DIRECTIVE.match(one)]
            # A plain comment keeps the numbers of the lines, and would end the directives.
            return "\n".join([*lines[:at], *([] if others else ["#"]), *lines[at + 1 :]])
    return text
