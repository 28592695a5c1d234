"""CopyIgnoredFile: what is copied is not left out by .dockerignore."""

import posixpath
from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import each, from_context
from quaycrane.checks.severity import Severity


@rule(
    why="The file never reaches the build, so COPY fails",
    fix="Take it out of .dockerignore, or copy something else",
    bad="FROM node:24-alpine\nCOPY dist /app/dist\n",
    good="FROM node:24-alpine\nCOPY src /app/src\n",
    elsewhere=("BuildKit CopyIgnoredFile",),
    severity=Severity.ERROR,
    ignore="dist\nnode_modules\n",
)
def copy_ignored_file(dockerfile: Dockerfile) -> Iterator[Finding]:
    """What is copied is not left out by .dockerignore.

    Yield each source that the .dockerignore beside it leaves out.
    """
    ignore = dockerfile.ignore
    if ignore is None:
        return
    for one in each(dockerfile, "COPY", "ADD"):
        for source in one.arguments[:-1] if from_context(one) else ():
            path = posixpath.normpath(source).lstrip("/")
            patterns = [pattern for pattern in ignore.patterns if pattern.covers(path)]
            whole = path in {".", ""} and not {pattern.text for pattern in patterns} & {"*", "**", "**/*"}
            if patterns and not whole and "://" not in source and not ignore.brings_back(path):
                line = patterns[0].line
                fix = f"Take it out of .dockerignore, line {line}, or copy something else"
                yield Finding(one.line, f"{source}, by line {line} of .dockerignore", fix)
