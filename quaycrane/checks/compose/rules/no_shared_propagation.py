"""NoSharedPropagation: mounts of a container stay in it."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import mounts


@rule(
    why="With shared propagation what a container mounts appears on the host",
    fix="Take shared, rshared away from the mount",
    bad="""\
services:
  web:
    image: nginx:1.27
    volumes: ['./site:/site:rshared']
""",
    good="""\
services:
  web:
    image: nginx:1.27
    volumes: ['./site:/site']
""",
    elsewhere=("compose-lint CL-0017", "CIS Docker 5.19"),
)
def no_shared_propagation(resolved: Resolved) -> Iterator[Breach]:
    """No mount passes what is mounted in a container on to the host.

    Yield each mount with shared propagation.
    """
    for name, service in resolved.services.items():
        for place, mount in mounts(service):
            how = (mount.get("bind") or {}).get("propagation")
            if how in {"shared", "rshared"}:
                sentence = f"{name} mounts {mount.get('source')} {how}"
                yield Breach(
                    ("services", name, "volumes", place), sentence, f"Take {how} away from the mount"
                )
