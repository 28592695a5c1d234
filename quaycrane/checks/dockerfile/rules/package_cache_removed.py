"""PackageCacheRemoved: the package manager's cache is removed in the step that filled it."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.model import Dockerfile
from quaycrane.checks.dockerfile.packages import runs, system_install
from quaycrane.checks.dockerfile.rule import Finding, Rule, declare
from quaycrane.checks.dockerfile.walk import kept

_CLEANED = {
    "apt-get": ("/var/lib/apt", "dist-clean", "distclean"),
    "apt": ("/var/lib/apt", "dist-clean", "distclean"),
    "yum": ("/var/cache/yum", "clean"),
    "dnf": ("/var/cache", "clean"),
    "microdnf": ("/var/cache", "clean"),
    "zypper": ("/var/cache/zypp", "clean", "cc"),
}


def find(dockerfile: Dockerfile) -> Iterator[Finding]:
    """Yield each install in a stage that ends up in the image and leaves the lists or packages behind."""
    for stage in kept(dockerfile):
        for run, commands in runs(stage.instructions):
            managers = {one.manager for command in commands if (one := system_install(run, command))}
            for manager in sorted(managers & set(_CLEANED)):
                path, *cleaning = _CLEANED[manager]
                removed = any(one.program == "rm" and path in " ".join(one.words) for one in commands)
                cleaned = any(
                    one.program == manager and set(cleaning) & set(one.operands) for one in commands
                )
                if not removed and not cleaned and path not in " ".join(run.flags):
                    yield Finding(run.line, f"{manager} leaves its files in {path}")


declare(
    Rule(
        name="PackageCacheRemoved",
        title="The package manager's cache is removed in the step that filled it.",
        why=(
            "A later step cannot take it out of the layer: the image carries tens of megabytes that"
            " nothing uses"
        ),
        fix=("End the same RUN with && rm -rf /var/lib/apt/lists/*, or keep it out with --mount=type=cache"),
        bad=(
            "FROM debian:bookworm-slim\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl\n"
            "RUN rm -rf /var/lib/apt/lists/*\n"
        ),
        good=(
            "FROM debian:bookworm-slim\n"
            "RUN apt-get update && apt-get install -y --no-install-recommends curl \\\n"
            "    && rm -rf /var/lib/apt/lists/*\n"
        ),
        elsewhere=(
            "hadolint DL3009",
            "hadolint DL3032",
            "hadolint DL3036",
            "hadolint DL3040",
            "Trivy DS-0019",
            "Trivy DS-0020",
        ),
        find=find,
    )
)
