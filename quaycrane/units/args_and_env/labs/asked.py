"""Builds a few lines that a person wrote, and asks three places for a variable."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.errors import InputError
from quaycrane.units.args_and_env.labs.bare import built, kept, printed

if TYPE_CHECKING:
    from quaycrane.engine import Engine

MOST_LINES = 6
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")
_BASE = "FROM alpine:3\n"
_LOOK = '\nRUN printf "%s" "${NAME}" > /seen-at-the-end\n'


@dataclass(frozen=True)
class Asked:
    """What three places say of a variable; empty where it has no value.

    Attributes:
        run: A RUN at the end of the build.
        image: The image's configuration.
        container: A container of it.
    """

    run: str
    image: str
    container: str


def ask(engine: "Engine", lines: str, name: str, build_arg: str = "", given: str = "") -> Asked:
    """Build lines of a Dockerfile and ask for a variable.

    Args:
        engine: Where to build and run.
        lines: Six at most; without a FROM among them they stand on `alpine:3`.
        name: The variable.
        build_arg: ``NAME=VALUE`` for `--build-arg`, or empty.
        given: ``NAME=VALUE`` for `-e`, or empty.

    Raises:
        InputError: There are too many lines, or a name is none.
        BuildError: They do not build.
    """
    written = [line for line in lines.splitlines() if line.strip()]
    if len(written) > MOST_LINES:
        raise InputError(f"These are {len(written)} lines", fix=f"Write {MOST_LINES} at most")
    if not _NAME.fullmatch(name):
        raise InputError(f"{name!r} names no variable", fix="Take letters, digits and _, as in STAGE")
    begun = any(line.split()[0].upper() == "FROM" for line in written)
    text = ("" if begun else _BASE) + "\n".join(written) + _LOOK.replace("NAME", name)
    image = built(engine, text, arguments=_pair(build_arg)).image_id
    return Asked(
        printed(engine, image, ["cat", "/seen-at-the-end"]),
        kept(engine, image, name),
        printed(engine, image, ["sh", "-c", f'echo "${name}"'], _pair(given)),
    )


def _pair(text: str) -> dict[str, str]:
    if not text.strip():
        return {}
    name, equals, value = text.strip().partition("=")
    if not equals or not _NAME.fullmatch(name):
        raise InputError(f"{text!r} is no NAME=VALUE", fix="Write it as in STAGE=production")
    return {name: value}
