"""LegacyKeyValueFormat: ENV and LABEL have an equals sign."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, shown


@rule(
    why="Without it everything after the name is the value, also what was meant as a second name",
    fix="Write ENV NAME=value",
    bad="FROM node:24-alpine\nENV PORT 3000\n",
    good="FROM node:24-alpine\nENV PORT=3000\n",
    elsewhere=("BuildKit LegacyKeyValueFormat",),
)
def legacy_key_value_format(dockerfile: Dockerfile) -> Iterator[Finding]:
    """ENV and LABEL have an equals sign.

    Yield each ENV or LABEL in the old form.
    """
    for one in each(dockerfile, "ENV", "LABEL"):
        if any(not pair.separator for pair in one.pairs):
            said = " ".join(f"{pair.name}={_quoted(pair.value or '')}" for pair in one.pairs)
            yield Finding(one.line, shown(one), f"Write {one.keyword} {said}"[:160])


def _quoted(value: str) -> str:
    return value if value[:1] in {'"', "'"} or not re.search(r"\s", value) else f'"{value}"'
