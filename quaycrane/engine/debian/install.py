"""Installs Docker Engine from Debian's own packages, where there is none."""

import os
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from quaycrane.engine.debian.apt import apt
from quaycrane.engine.debian.archive import SOURCE, SUITE, source_entry

PACKAGES = ("docker.io", "docker-cli", "docker-buildx", "docker-compose", "containerd")
_NEEDED = ("tini", "tini-static")
_HELPERS = ("iptables",)

_PINS = Path("/etc/apt/preferences.d/quaycrane-engine")
_POLICY = Path("/usr/sbin/policy-rc.d")


def installable() -> bool:
    """Return whether this is a Debian on which this process may install packages."""
    release = Path("/etc/os-release")
    is_debian = release.exists() and re.search(r"^ID=debian$", release.read_text(), re.MULTILINE)
    return (
        os.name == "posix" and bool(is_debian) and os.geteuid() == 0 and shutil.which("apt-get") is not None
    )


def install(on_progress: Callable[[str], None] = print) -> None:
    """Install the Engine, its command, BuildKit's front end and Compose; start nothing.

    The archive's address and key are those that the machine's own sources name.

    Args:
        on_progress: Told each stage as it begins.

    Raises:
        QuaycraneError: apt refused, with its last lines.
    """
    SOURCE.write_text(source_entry())
    _PINS.write_text(
        f"Package: *\nPin: release n={SUITE}\nPin-Priority: -10\n\n"
        f"Package: {' '.join(PACKAGES + _NEEDED)}\nPin: release n={SUITE}\nPin-Priority: 990\n"
    )
    on_progress("Installing Docker Engine from Debian's packages (about 90 MB)")
    install_packages(*PACKAGES, *_HELPERS, on_progress=on_progress)


def install_packages(*names: str, on_progress: Callable[[str], None] = print) -> None:
    """Install Debian packages; whatever services they bring are not started.

    Args:
        names: The packages.
        on_progress: Told when another process holds apt's lock, which is waited for.

    Raises:
        QuaycraneError: apt refused, with its last lines, or its lock was held all the time.
    """
    apt("update", on_progress=on_progress)
    with _nothing_started():
        apt("install", "-y", "--no-install-recommends", *names, on_progress=on_progress)


@contextmanager
def _nothing_started() -> Iterator[None]:
    """Keep packages from starting a service at its default address: ours have their own."""
    if _POLICY.exists():
        yield
        return
    _POLICY.write_text("#!/bin/sh\nexit 101\n")
    _POLICY.chmod(0o755)
    try:
        yield
    finally:
        _POLICY.unlink(missing_ok=True)
