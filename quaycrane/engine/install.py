"""Installs Docker Engine from Debian's own packages, where there is none."""

import os
import re
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from quaycrane.errors import NoEngineError

SUITE = "forky"
"""The Debian suite whose Engine runs on Debian 12 and 13 with nothing else upgraded."""

PACKAGES = ("docker.io", "docker-cli", "docker-buildx", "docker-compose", "containerd")
_HELPERS = ("iptables",)

_SOURCE = Path("/etc/apt/sources.list.d/quaycrane-engine.sources")
_PINS = Path("/etc/apt/preferences.d/quaycrane-engine")
_POLICY = Path("/usr/sbin/policy-rc.d")


def installable() -> bool:
    """Return whether this is a Debian on which this process may install packages."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and re.search(r"^ID=debian$", release.read_text(), re.MULTILINE)
    return bool(is_debian) and os.geteuid() == 0 and shutil.which("apt-get") is not None


def install(on_progress: Callable[[str], None] = print) -> None:
    """Install the Engine, its command, BuildKit's front end and Compose; start nothing.

    The archive's address and key are those that the machine's own sources name.

    Args:
        on_progress: Told each stage as it begins.

    Raises:
        NoEngineError: apt refused, with its last lines.
    """
    uri, signed_by = _archive()
    _SOURCE.write_text(
        f"Types: deb\nURIs: {uri}\nSuites: {SUITE}\nComponents: main\n"
        f"{f'Signed-By: {signed_by}' if signed_by else ''}\nCheck-Valid-Until: no\n"
    )
    _PINS.write_text(
        f"Package: *\nPin: release n={SUITE}\nPin-Priority: -10\n\n"
        f"Package: {' '.join(PACKAGES)}\nPin: release n={SUITE}\nPin-Priority: 990\n"
    )
    on_progress("Reading the package lists")
    _apt("update")
    on_progress("Installing Docker Engine from Debian's packages (about 90 MB)")
    with _nothing_started():
        _apt("install", "-y", "--no-install-recommends", *PACKAGES, *_HELPERS)


def _archive() -> tuple[str, str]:
    """Return address and key file of the Debian archive that this machine uses."""
    places = [*sorted(Path("/etc/apt/sources.list.d").glob("*.sources")), Path("/etc/apt/sources.list")]
    for place in places:
        text = place.read_text() if place.exists() and place != _SOURCE else ""
        for block in re.split(r"\n\s*\n", text):
            if found := _from_block(block):
                return found
    raise NoEngineError(
        "This machine's package sources name no Debian archive", fix="Install Docker Engine by hand"
    )


def _from_block(block: str) -> tuple[str, str] | None:
    fields = dict(re.findall(r"^([A-Za-z-]+):\s*(.+)$", block, re.MULTILINE))
    uri = fields.get("URIs", "").split()
    if uri and re.search(r"/debian/?$", uri[0]):
        return uri[0], fields.get("Signed-By", "")
    for options, address in re.findall(r"^deb\s+(\[[^]]*\]\s+)?(\S+/debian/?)\s", block, re.MULTILINE):
        key = re.search(r"signed-by=([^\s\]]+)", options)
        return address, key[1] if key else ""
    return None


def _apt(*arguments: str) -> None:
    command = ["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", *arguments]
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise NoEngineError(
            f"apt-get {arguments[0]} failed", why="\n".join((done.stdout + done.stderr).splitlines()[-5:])
        )


@contextmanager
def _nothing_started() -> Iterator[None]:
    """Keep the packages from starting a daemon at the default socket: ours has its own."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink(missing_ok=True)
