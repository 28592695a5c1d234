"""NotPrivileged: no container is privileged."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity


@rule(
    why="A privileged container has the host's devices and all capabilities: root in it is root on the host",
    fix="Take privileged: away, and add the one capability or device that is needed",
    bad="""\
services:
  web:
    image: nginx:1.27
    privileged: true
""",
    good="""\
services:
  web:
    image: nginx:1.27
    privileged: false
""",
    elsewhere=("compose-lint CL-0002", "CIS Docker 5.5"),
    severity=Severity.ERROR,
)
def not_privileged(resolved: Resolved) -> Iterator[Breach]:
    """No container is privileged.

    Yield each privileged service, and each that is built so.
    """
    for name, service in resolved.services.items():
        if service.get("privileged"):
            yield Breach(("services", name, "privileged"), f"{name} is privileged")
        if (service.get("build") or {}).get("privileged"):
            yield Breach(("services", name, "build", "privileged"), f"{name} is built privileged")
        for key in ("post_start", "pre_stop"):
            for place, hook in enumerate(service.get(key) or ()):
                if hook.get("privileged"):
                    yield Breach(("services", name, key, place), f"{name} runs a privileged command ({key})")
