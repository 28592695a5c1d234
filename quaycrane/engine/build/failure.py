"""Turns a failed build into an error that names the step, the cause and what to do."""

import re

from quaycrane.engine.build.record import ProgressReader
from quaycrane.engine.trouble.failures import engine_gone, explain
from quaycrane.errors import BuildError, QuaycraneError

_GONE = re.compile(
    r"(?:ERROR: )?(?:failed to build: )?(?:failed to receive status: )?"
    r"(?:Cannot connect to the Docker daemon|error during connect|(?:rpc error: code = )?Unavailable"
    r"|failed to solve: Unavailable: error reading from server|unexpected EOF|EOF$)"
)
_HEAD_LINES, _TAIL_LINES = 6, 8  # of a failed step: what it complained of first and last


def build_failure(reader: ProgressReader) -> QuaycraneError:
    """Return the error for a build that failed.

    Args:
        reader: What it said.
    """
    failure = reader.failure()
    said = "\n".join(reader.other[-6:]).removeprefix("ERROR: ")
    if any(_GONE.match(line) for line in reader.other):  # at its beginning: the rest may quote the Dockerfile
        return engine_gone("The connection broke during a build")
    name, error, log = failure or ("", said, "")
    if "no space left on device" in (error + log + said).lower():
        return explain(f"no space left on device, in {name or 'the build'}")
    if missing := re.search(r"load metadata for (?:docker\.io/(?:library/)?)?(\S+)", name):
        return BuildError(
            f"The base image {missing[1]} is not on this engine, and no registry gave it",
            why=error.rpartition(": ")[2],
            fix="Mind the spelling of FROM; `quaycrane kit` lists the images that the course brings",
            failed_step=f"FROM {missing[1]}",
        )
    lines = log.strip().splitlines()
    if len(lines) > _HEAD_LINES + _TAIL_LINES:
        lines[_HEAD_LINES:-_TAIL_LINES] = ["…"]
    return BuildError(
        f"The image did not build: {name}" if name else "The image did not build",
        why=error.rpartition("failed to solve: ")[2].strip(),
        fix="Mend that instruction and build again" if name else "Mend the Dockerfile and build again",
        failed_step=name,
        log="\n".join(lines),
    )
