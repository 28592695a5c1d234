"""What an engine tells of itself: product, API, builder, image store, and what it has to work with."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.engine.connection.builder import has_buildkit
from quaycrane.engine.connection.product import answering_product
from quaycrane.engine.trouble.failures import explained

if TYPE_CHECKING:
    from docker import DockerClient


@dataclass(frozen=True)
class EngineFacts:
    """What an engine tells of itself.

    Attributes:
        product: ``Docker Engine``, or what else answers in its place.
        version: The product's version.
        api: The newest API version that it speaks.
        minimum_api: The oldest that it accepts.
        buildkit: Whether it has BuildKit, or only the classic builder.
        store: Where images lie: a storage driver, or containerd's snapshotter.
        containerd_store: Whether containerd keeps the images, and sizes mean something else.
        system: Operating system and processor of its machine.
        limits: Which of memory, CPU and process limits it can set on a container.
        rootless: Whether it runs without root's rights.
        memory_bytes: The memory of its machine.
        free_bytes: What is free where it keeps images; None where that cannot be seen from here.
    """

    product: str
    version: str
    api: str
    minimum_api: str
    buildkit: bool
    store: str
    containerd_store: bool
    system: str
    limits: tuple[str, ...]
    rootless: bool
    memory_bytes: int
    free_bytes: int | None

    @property
    def major(self) -> int:
        """The first number of its version."""
        first = self.version.partition(".")[0]
        return int(first) if first.isdigit() else 0


def engine_facts(client: "DockerClient") -> EngineFacts:
    """Ask an engine what it is.

    Raises:
        QuaycraneError: It does not say.
    """
    with explained():
        version, info = client.version(), client.info()
    status = dict(info.get("DriverStatus") or [])
    by_containerd = status.get("driver-type") == "io.containerd.snapshotter.v1"
    driver = str(info.get("Driver", ""))
    can = {"memory": "MemoryLimit", "CPU": "CpuCfsQuota", "processes": "PidsLimit"}
    return EngineFacts(
        product=answering_product(version),
        version=str(version.get("Version", "")),
        api=str(version.get("ApiVersion", "")),
        minimum_api=str(version.get("MinAPIVersion", "")),
        buildkit=has_buildkit(client),
        store=f"containerd ({driver})" if by_containerd else driver,
        containerd_store=by_containerd,
        system=f"{info.get('OperatingSystem', '')}, {info.get('Architecture', '')}",
        limits=tuple(name for name, key in can.items() if info.get(key)),
        rootless=any("rootless" in option for option in info.get("SecurityOptions") or []),
        memory_bytes=int(info.get("MemTotal", 0)),
        free_bytes=_free_bytes(client, info),
    )


def _free_bytes(client: "DockerClient", info: dict[str, Any]) -> int | None:
    """Return what is free at the engine's folder, where its folder is one of this machine."""
    root = Path(str(info.get("DockerRootDir", "")))
    here = str(client.api.base_url).startswith("http+docker://localhost")
    try:
        return shutil.disk_usage(root).free if here and root.is_dir() else None
    except OSError:
        return None
