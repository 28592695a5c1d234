"""PackageCacheRemoved: the package manager's cache is removed in the step that filled it."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction
from quaycrane.checks.dockerfile.packages import runs
from quaycrane.checks.dockerfile.packages.removed import takes_away
from quaycrane.checks.dockerfile.packages.system import MANAGERS, fills
from quaycrane.checks.dockerfile.rule import Finding, rule
from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.dockerfile.walk import kept

_CLEANED = {
    "apt": (("/var/lib/apt",), {"dist-clean", "distclean"}),
    "rpm": (("/var/cache/dnf", "/var/cache/yum", "/var/cache/libdnf5"), {"clean"}),
    "zypper": (("/var/cache/zypp",), {"clean", "cc"}),
}


@rule(
    why="A later step cannot take it out of the layer: the image carries tens of megabytes that nothing uses",
    fix="End the same RUN with && rm -rf /var/lib/apt/lists/*, or keep it out with --mount=type=cache",
    bad="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl\n"
    "RUN rm -rf /var/lib/apt/lists/*\n",
    good="FROM debian:bookworm-slim\n"
    "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
    "    && rm -rf /var/lib/apt/lists/*\n",
    elsewhere=(
        "hadolint DL3009",
        "hadolint DL3032",
        "hadolint DL3036",
        "hadolint DL3040",
        "Trivy DS-0019",
        "Trivy DS-0020",
    ),
)
def package_cache_removed(dockerfile: Dockerfile) -> Iterator[Finding]:
    """The package manager's cache is removed in the step that filled it.

    Yield each step in a stage that ends up in the image and leaves lists or packages behind.
    """
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            for family in sorted({fills(command) for command in commands} & _CLEANED.keys()):
                at = max(number for number, one in enumerate(commands) if fills(one) == family)
                last, after = commands[at], commands[at:]
                if not any(_cleans(one, family) for one in after) and not _mounted(run, family):
                    place = "/var/cache/yum" if last.program == "yum" else _CLEANED[family][0][0]
                    yield Finding(
                        run.line, f"{last.program} leaves its files in {place}", _advice(family, last)
                    )


def _cleans(command: Command, family: str) -> bool:
    places, words = _CLEANED[family]
    manager = MANAGERS.get(command.program)
    if manager and manager.family == family and words & set(command.operands):
        return True
    return any(takes_away(command, place) or takes_away(command, f"{place}/lists") for place in places)


def _mounted(run: Instruction, family: str) -> bool:
    flags = " ".join(run.flags)
    return any(place in flags for place in (*_CLEANED[family][0], "target=/var/cache,"))


def _advice(family: str, last: Command) -> str:
    if family == "apt":
        return ""
    return f"End the same RUN with && {last.program} clean {'--all' if family == 'zypper' else 'all'}"
