"""NoHostDevices: no container gets a device of the host."""

import re
from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.severity import Severity

_DANGEROUS = re.compile(
    r"/dev($|/$)|/dev/(sd[a-z]|hd[a-z]|vd[a-z]|xvd[a-z]|nvme|mmcblk|dm-|mapper|loop|md\d|disk|mem|kmem|port|kmsg|raw)"
)


@rule(
    why="A raw device goes around every file permission: who has the disk reads and writes any "
    "file of the host",
    fix="Take it out of devices:, or name the one harmless device that is needed",
    bad="""\
services:
  web:
    image: nginx:1.27
    devices: ['/dev/sda:/dev/sda']
""",
    good="""\
services:
  web:
    image: nginx:1.27
    devices: ['/dev/snd:/dev/snd']
""",
    elsewhere=("compose-lint CL-0016", "CIS Docker 5.18"),
    severity=Severity.ERROR,
)
def no_host_devices(resolved: Resolved) -> Iterator[Breach]:
    """No container gets a disk, the memory or all devices of the host.

    Yield each dangerous device, and each rule that opens all devices.
    """
    for name, service in resolved.services.items():
        for place, device in enumerate(service.get("devices") or ()):
            if _DANGEROUS.match(str(device.get("source"))):
                fix = (
                    f"Take {device['source']} out of devices:, or name the one harmless device that is needed"
                )
                yield Breach(("services", name, "devices", place), f"{name} is given {device['source']}", fix)
        for place, allowed in enumerate(service.get("device_cgroup_rules") or ()):
            if str(allowed).startswith(("a", "b ")):
                yield Breach(
                    ("services", name, "device_cgroup_rules", place), f"{name} may use devices: {allowed}"
                )
