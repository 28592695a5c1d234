"""Builds the guest: kernel, first file system and disk, from Debian's packages, as an ordinary user."""

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

from quaycrane.pocket.initrd import write_initrd
from quaycrane.pocket.modules import DISK, pick
from quaycrane.pocket.packages import Archive, run, unpack
from quaycrane.pocket.place import Place
from quaycrane.pocket.tools import Tools

DEBIAN = (
    *("docker.io", "docker-cli", "docker-buildx", "docker-compose", "containerd", "runc", "tini-static"),
    *("iptables", "busybox-static", "linux-image-amd64"),
)
UBUNTU = (
    *("docker.io", "docker-buildx", "docker-compose-v2", "containerd", "runc", "tini"),
    *("iptables", "busybox-static", "linux-image-virtual"),
)

_GUEST = Path(__file__).parent / "guest"
_DISK_SIZE = "8G"  # as the guest sees it; the file takes what is in it
_PLUGINS = "usr/libexec/docker/cli-plugins"
_UNUSED = (
    *("cri.v1.images", "cri.v1.runtime", "grpc.v1.cri", "nri.v1.nri", "podsandbox.controller.v1.podsandbox"),
    "snapshotter.v1.erofs",
)
_CONTAINERD = f"version = 3\ndisabled_plugins = {[f'io.containerd.{name}' for name in _UNUSED]}\n"
_MERGED = ("bin", "sbin", "lib", "lib64")


def build_guest(place: Place, source: str, on_progress: Callable[[str], None]) -> Path:
    """Build the guest and return its disk, on which there is no image yet.

    Args:
        place: Where to put it.
        source: The text of the apt source to take it from; empty takes the machine's own sources.
        on_progress: Told what is being done.

    Raises:
        QuaycraneError: What it needs cannot be had, or the disk is full.
    """
    place.home.mkdir(parents=True, exist_ok=True, mode=0o700)
    tools = Tools(place.tools)
    tools.fetch(on_progress)
    made = place.home / "made"
    shutil.rmtree(made, ignore_errors=True)
    root = made / "root"
    for name in _MERGED:
        (root / "usr" / name).mkdir(parents=True)
        (root / name).symlink_to(f"usr/{name}")
    archive = Archive(made / "apt", source)
    packages = archive.fetch(DEBIAN if source else UBUNTU, on_progress)
    for number, package in enumerate(packages, 1):
        on_progress(f"unpacking {package.name.partition('_')[0]} ({number} of {len(packages)})")
        unpack(package, root)
    shutil.rmtree(archive.folder)
    on_progress("making the guest's disk")
    _take_kernel(root, place)
    _furnish(root)
    _take_client(root, place)
    disk = place.home / "disk.part"
    disk.unlink(missing_ok=True)
    make = [*tools.command("mke2fs"), "-q", "-t", "ext4", "-m", "0", "-d"]
    run(*make, str(root), str(disk), _DISK_SIZE, environment=tools.environment())
    disk.chmod(0o600)
    shutil.rmtree(made)
    return disk


def _take_kernel(root: Path, place: Place) -> None:
    """Keep the kernel, and of its modules those that are wanted; the rest is what weighs most."""
    modules = next((root / "usr/lib/modules").iterdir())
    images = [*modules.glob("vmlinuz*"), *(root / "boot").glob("vmlinuz*")]
    shutil.copy(images[0], place.kernel)
    picked = pick(modules)
    first = {f"modules/{name}.ko": content for name, content in pick(modules, DISK).items()}
    first["modules/order"] = "".join(f"{Path(name).stem}\n" for name in first).encode()
    first["bin/busybox"] = (root / "usr/bin/busybox").read_bytes()
    first["init"] = (_GUEST / "first").read_bytes()
    write_initrd(
        place.initrd, first | {f"pocket/{path.name}": path.read_bytes() for path in _GUEST.iterdir()}
    )
    shutil.rmtree(root / "usr/lib/modules")
    shutil.rmtree(root / "boot", ignore_errors=True)
    own = root / "pocket/modules"
    own.mkdir(parents=True)
    _write(own, {f"{name}.ko": content for name, content in picked.items()})
    (own / "order").write_text("".join(f"{name}\n" for name in picked if name not in DISK))


def _furnish(root: Path) -> None:
    """Put our scripts there, a command for each thing that busybox can do, and what no script has made."""
    for name in ("iptables", "ip6tables"):
        (root / "usr/sbin" / name).symlink_to("xtables-nft-multi")
    for name in run(str(root / "usr/bin/busybox"), "--list").split():
        if not any((root / "usr" / folder / name).exists() for folder in ("bin", "sbin")):
            (root / "usr/bin" / name).symlink_to("busybox")
    for name in ("dev", "proc", "sys", "run", "root", "tmp", "etc", "var/lib", "usr/bin"):
        (root / name).mkdir(parents=True, exist_ok=True)
    (root / "etc/passwd").write_text("root:x:0:0::/root:/bin/sh\n")
    (root / "etc/group").write_text("root:x:0:\n")
    (root / "etc/containerd").mkdir(exist_ok=True)
    (root / "etc/containerd/config.toml").write_text(_CONTAINERD)
    (root / "etc/hosts").write_text("127.0.0.1 localhost pocket\n")


def _take_client(root: Path, place: Place) -> None:
    """Keep the `docker` command and its plugins for the host, which may have none."""
    client = place.home / "client"
    shutil.rmtree(client, ignore_errors=True)
    (client / "bin").mkdir(parents=True)
    shutil.copy(root / "usr/bin/docker", client / "docker")
    shutil.copytree(root / _PLUGINS, client / "cli-plugins")
    (client / "config.json").write_text(f'{{"cliPluginsExtraDirs": ["{client / "cli-plugins"}"]}}\n')
    place.command.write_text(
        f'#!/bin/sh\nDOCKER_CONFIG=${{DOCKER_CONFIG:-{client}}} exec {client / "docker"} "$@"\n'
    )
    place.command.chmod(0o755)
    shutil.copy(root / "usr/bin/busybox", place.busybox)
    shutil.copy(_GUEST / "work", place.work)


def _write(folder: Path, files: Mapping[str, bytes]) -> None:
    for name, content in files.items():
        (folder / name).write_bytes(content)
