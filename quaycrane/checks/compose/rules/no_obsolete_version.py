"""NoObsoleteVersion: the file does not begin with a version."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="Compose warns that it ignores it; which keys there are is decided by the command, not by the file",
    fix="Take the line away",
    bad="""\
version: '3.8'
services:
  web:
    image: nginx:1.27
""",
    good="""\
services:
  web:
    image: nginx:1.27
""",
    severity=Severity.NOTE,
)
def no_obsolete_version(resolved: Resolved) -> Iterator[Breach]:
    """The file has no top-level version.

    Yield the version, if there is one.
    """
    if resolved.version:
        yield Breach(("version",), f"version: {resolved.version}")
