"""HealthCheckLooks: a health check can fail."""

import re
from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import ports

_ALWAYS = re.compile(
    r"(^|.*(\|\||;)\s*)(true|:|exit\s+0|/bin/true|echo\b[^|&;]*|sleep\s+\S+)\s*;?\s*(exit 0)?$", re.DOTALL
)


@rule(
    why="A check that always passes calls a broken service healthy, and whoever waits for it is misled",
    fix="Ask the service itself: test: [CMD, wget, -q, --spider, http://127.0.0.1:3000/]",
    bad="""\
services:
  api:
    image: node:24-alpine
    healthcheck: {test: curl -f localhost || true}
""",
    good="""\
services:
  api:
    image: node:24-alpine
    healthcheck: {test: curl -f localhost || exit 1}
""",
)
def health_check_looks(resolved: Resolved) -> Iterator[Breach]:
    """A health check can fail.

    Yield each health check whose last word is always that all is well.
    """
    for name, service in resolved.services.items():
        test = (service.get("healthcheck") or {}).get("test") or ["NONE"]
        command = " ".join(map(str, test[1:]))
        if test[0] in {"CMD", "CMD-SHELL"} and _ALWAYS.fullmatch(_inner(command)):
            sentence = f"{name} is healthy whatever it does: {command}"
            port = next((one.get("target") for one in ports(service)), None)
            fix = f"Let test: be a command that asks {name} itself, and fails when it does"
            if port:
                fix = f"Ask {name} itself: test: [CMD, wget, -q, --spider, http://127.0.0.1:{port}/]"
            yield Breach(("services", name, "healthcheck"), sentence, fix)


def _inner(command: str) -> str:
    """Return what a shell named in the command is told to run."""
    return re.sub(r"^(/bin/)?(sh|bash|ash)\s+-c\s+", "", command).strip().strip("'\"")
