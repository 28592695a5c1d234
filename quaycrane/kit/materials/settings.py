"""What stand-ins are told of this machine: its certificates, and where its npm, pip and apt look."""

import os
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from quaycrane.kit.materials.debian import apt_settings
from quaycrane.kit.materials.tools import certificates

_CERTIFICATES = "/usr/local/share/ca-certificates/machine.crt"

_NPMRC = f"""\
# What the course's own lock files name is in this cache already: no network is needed for it.
cache=/usr/local/share/npm-cache
cafile={_CERTIFICATES}
prefer-offline=true
fetch-retries=1
fetch-retry-mintimeout=1000
fetch-timeout=30000
audit=false
fund=false
update-notifier=false
"""

_PIP = {"index-url", "extra-index-url", "trusted-host"}


def write_settings(folder: Path) -> None:
    """Write the settings into `folder`. Passwords in an address are left out: images are handed on."""
    folder.mkdir(parents=True)
    trusted = certificates()
    (folder / "certificates.crt").write_bytes(trusted.read_bytes() if trusted else b"")
    lines = [*apt_settings(), f'Acquire::https::CAInfo "{_CERTIFICATES}"']
    (folder / "apt.conf").write_text("".join(f"{line};\n" for line in lines), encoding="utf-8")
    registry = _npm_registry()
    (folder / "npmrc").write_text(_NPMRC + (f"registry={registry}\n" if registry else ""), encoding="utf-8")
    (folder / "pip.conf").write_text(_pip_conf(), encoding="utf-8")


def without_password(address: str) -> str:
    """Return an address without the name and password that it may carry."""
    parts = urlsplit(address)
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def _npm_registry() -> str:
    registry = os.environ.get("npm_config_registry", "")  # noqa: SIM112 - npm's own name for it
    if not registry and shutil.which("npm"):
        registry = _told("npm", "config", "get", "registry")
    return without_password(registry) if registry.startswith("http") else ""


def _pip_conf() -> str:
    """Return pip's settings with the indexes of this machine that a container can reach as well."""
    lines = ["[global]", f"cert = {_CERTIFICATES}", "retries = 1", "disable-pip-version-check = true"]
    for line in _told(sys.executable, "-m", "pip", "config", "list").splitlines():
        name, _, value = line.partition("=")
        key = name.rpartition(".")[2]
        addresses = [
            one for one in value.strip("'\"").replace("\\n", " ").split() if not one.startswith("file:")
        ]
        if key in _PIP and addresses:
            lines.append(f"{key} = {' '.join(without_password(one) for one in addresses)}")
    return "\n".join([*lines, ""])


def _told(*command: str) -> str:
    return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
