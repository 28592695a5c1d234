"""Reads the `NAME=value` lines of `.env` and of an `env_file`."""

import re
from collections.abc import Mapping

from quaycrane.checks.compose.interpolate import InterpolationError, substitute

_LINE = re.compile(
    r"""^[ \t]*(?:export[ \t]+)?(?P<name>[A-Za-z_][A-Za-z0-9_.-]*)[ \t]*
    (?:[=:][ \t]*(?:'(?P<single>[^']*)'|"(?P<double>(?:[^"\\]|\\.)*)"|(?P<plain>[^\n]*)))?[^\n]*$""",
    re.VERBOSE | re.MULTILINE,
)
_ESCAPES = {"n": "\n", "r": "\r", "t": "\t", '"': '"', "\\": "\\"}


def variables_of(text: str, outer: Mapping[str, str]) -> dict[str, str]:
    """Return the variables that a text sets; later lines see earlier ones.

    Args:
        text: Lines of ``NAME=value``; comments, `export` and quotes as Compose reads them.
        outer: Variables that values may use, and the values of names without one.

    Raises:
        ValueError: A value names a variable wrongly.
    """
    found: dict[str, str] = {}
    for line in _LINE.finditer(text.replace("\r\n", "\n")):
        name = line["name"]
        if line["single"] is not None:
            found[name] = line["single"]
            continue
        if line["double"] is not None:
            raw = re.sub(r"\\(.)", lambda mark: _ESCAPES.get(mark[1], mark[0]), line["double"])
        elif line["plain"] is not None:
            raw = re.split(r"(?:^|[ \t])#", line["plain"])[0].strip()
        else:
            if name in outer:
                found[name] = outer[name]
            continue
        try:
            found[name] = substitute(raw, {**found, **outer})
        except InterpolationError as error:
            raise ValueError(str(error)) from None
    return found
