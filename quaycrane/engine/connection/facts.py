"""What an engine tells of itself: product, API, builder, image store, and what it has to work with."""

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from weakref import WeakKeyDictionary

from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from docker import DockerClient


def answering_product(version: dict[str, Any]) -> str:
    """Return what answers, by the parts that ``/version`` lists."""
    platform = str((version.get("Platform") or {}).get("Name", ""))
    if "Docker Desktop" in platform:
        return "Docker Desktop, Engine"
    parts = [str(part.get("Name", "")) for part in version.get("Components") or []]
    return "Podman" if "Podman Engine" in parts else "Docker Engine"


_has_buildkit: "WeakKeyDictionary[DockerClient, bool]" = WeakKeyDictionary()


def has_buildkit(client: "DockerClient") -> bool:
    """Return whether the engine has BuildKit within, as Docker Engine for Linux has since 18.09."""
    if client not in _has_buildkit:
        with explained():
            answer = client.api.get(f"{client.api.base_url}/_ping", timeout=client.api.timeout)
            prefers = answer.headers.get("Builder-Version") == "2"
            _has_buildkit[client] = prefers or _is_docker_for_linux(client.version())
    return _has_buildkit[client]


def _is_docker_for_linux(version: dict[str, Any]) -> bool:
    """Tell a Docker Engine before 23, which has BuildKit and prefers the other, from what has none."""
    parts = {part.get("Name") for part in version.get("Components") or []}
    return "Engine" in parts and version.get("Os") == "linux"


def refuse_without_buildkit(client: "DockerClient") -> None:
    """Do nothing where the engine has BuildKit.

    Raises:
        QuaycraneError: It has only the classic builder.
    """
    if not has_buildkit(client):
        raise QuaycraneError(
            "This engine has only the classic builder, and this needs BuildKit",
            why="Steps, their cache and their times are read from BuildKit's own record",
            fix="Use Docker Engine 23 or newer, or let the course start its own: ./course engine start",
        )


_LIMITS = {"memory": "MemoryLimit", "CPU": "CpuCfsQuota", "processes": "PidsLimit"}


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
    def unlimited(self) -> tuple[str, ...]:
        """What it cannot limit, of memory, CPU and processes: it takes such a setting all the same."""
        return tuple(name for name in _LIMITS if name not in self.limits)

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
    return EngineFacts(
        product=answering_product(version),
        version=str(version.get("Version", "")),
        api=str(version.get("ApiVersion", "")),
        minimum_api=str(version.get("MinAPIVersion", "")),
        buildkit=has_buildkit(client),
        store=f"containerd ({driver})" if by_containerd else driver,
        containerd_store=by_containerd,
        system=f"{info.get('OperatingSystem', '')}, {info.get('Architecture', '')}",
        limits=tuple(name for name, key in _LIMITS.items() if info.get(key)),
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
