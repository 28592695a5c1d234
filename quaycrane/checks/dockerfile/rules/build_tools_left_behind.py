"""BuildToolsLeftBehind: the build's tools stay in a stage of their own."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs, system_install
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.walk import kept
from quaycrane.checks.severity import Severity

_TOOLS = {
    "build-essential", "build-base", "gcc", "g++", "clang", "make", "cmake", "ninja-build", "golang", "rustc",
    "cargo", "python3-dev", "python-dev", "default-jdk", "maven", "gradle", "alpine-sdk",
    "autoconf", "automake", "libtool",
}  # fmt: skip


@rule(
    why="A compiler in the image that is shipped makes it hundreds of megabytes larger and "
    "serves an attacker",
    fix="Build in a first stage, and COPY --from=build only what came of it",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends build-essential\n"
    "RUN make\n",
    good="FROM debian:bookworm AS build\n"
    "RUN apt-get update && apt-get install -y build-essential\n"
    "RUN make\n"
    "FROM debian:bookworm-slim\n"
    "COPY --from=build /app /app\n",
    severity=Severity.NOTE,
)
def build_tools_left_behind(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The build's tools stay in a stage of their own.

    Yield each install of a compiler that is still there when the image is done.
    """
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            removed = any(
                one.operands[:1] and one.operands[0] in {"purge", "remove", "autoremove", "del"}
                for one in commands
            )
            for install in [one for command in commands if (one := system_install(run, command))]:
                tools = sorted({package.partition("=")[0] for package in install.packages} & _TOOLS)
                if tools and not removed:
                    yield Finding(run.line, f"{install.manager} installs {', '.join(tools)}")
