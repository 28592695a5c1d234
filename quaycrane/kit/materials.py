"""Gathers what a recipe is made of, through apt, pip and npm as the machine has them set up."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

from quaycrane.errors import QuaycraneError
from quaycrane.kit.catalogue import KitImage, course_root, unit_lockfiles
from quaycrane.kit.debian import download

_CERTIFICATES = Path("/etc/ssl/certs/ca-certificates.crt")


def gather(image: KitImage, context: Path) -> None:
    """Fill `context` with the recipe's files and all that it needs from outside.

    Raises:
        QuaycraneError: Something could not be downloaded; with what the tool said.
    """
    shutil.copytree(image.folder, context, dirs_exist_ok=True)
    if image.debian_packages:
        download(tuple(image.debian_packages), context)
    if image.wheel:
        _wheel(image.wheel, context)
        _settings(context)
    if image.lockfiles:
        for path in unit_lockfiles():
            unit = path.relative_to(course_root() / "source").parts[0]
            place = context / "lockfiles" / unit
            place.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, place)


def _wheel(requirement: str, context: Path) -> None:
    machine = os.uname().machine
    command = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    command += ["--platform", f"musllinux_1_2_{machine}", "--dest", str(context), requirement]
    _run(command, context, "See whether pip reaches its index")
    next(context.glob("*.whl")).rename(context / "node.whl")


def _settings(context: Path) -> None:
    """Give npm inside the image the machine's certificates, and its registry where one is set."""
    certificates = context / "ca-certificates.crt"
    certificates.write_bytes(_CERTIFICATES.read_bytes() if _CERTIFICATES.exists() else b"")
    registry = os.environ.get("npm_config_registry")  # noqa: SIM112 - npm's own name for it
    if not registry and shutil.which("npm"):
        asked = subprocess.run(
            ["npm", "config", "get", "registry"],  # noqa: S607
            capture_output=True,
            text=True,
            check=False,
        )
        registry = asked.stdout.strip()
    with (context / "npmrc").open("a") as npmrc:
        npmrc.write(f"registry={registry}\n" if registry else "")


def _run(command: list[str], folder: Path, fix: str) -> None:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        said = "\n".join((done.stdout + done.stderr).splitlines()[-4:])
        raise QuaycraneError(f"{command[0]} could not get what an image is made of", why=said, fix=fix)
