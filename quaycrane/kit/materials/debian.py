"""Root file systems and packages of Debian, through mmdebstrap and apt, at the machine's own archive."""

import shutil
import subprocess
import tarfile
from pathlib import Path

from quaycrane.engine import install_packages, installable, source_entry
from quaycrane.errors import QuaycraneError
from quaycrane.kit.materials.tools import Tools, filling

_FIX = "See whether `apt-get update` works; or load an archive of the kit: quaycrane kit load FILE"

_EPOCH_SECONDS = "1735689600"
"""No file is younger than this, so that the same packages make the same bytes (2025-01-01)."""

_SLIM = (
    "path-exclude=/usr/share/doc/*",
    "path-include=/usr/share/doc/*/copyright",
    "path-exclude=/usr/share/groff/*",
    "path-exclude=/usr/share/info/*",
    "path-exclude=/usr/share/linda/*",
    "path-exclude=/usr/share/lintian/*",
    "path-exclude=/usr/share/locale/*",
    "path-exclude=/usr/share/man/*",
    "force-unsafe-io",
)


def rootfs(tools: Tools, suite: str, folder: Path) -> None:
    """Make ``rootfs.tar`` of a Debian suite in `folder`, the same bytes for the same packages.

    Raises:
        QuaycraneError: mmdebstrap is not there, or it failed.
    """
    _mmdebstrap()
    source = folder / "source.sources"
    source.write_text(source_entry(suite), encoding="utf-8")
    merged = "/usr/share/mmdebstrap/hooks/merged-usr"
    tools.run(
        "mmdebstrap",
        "--variant=minbase",
        "--quiet",
        *(f"--aptopt={line}" for line in [*apt_settings(), 'Acquire::Check-Valid-Until "false"']),
        *(f"--dpkgopt={line}" for line in _SLIM),
        *([f"--hook-dir={merged}"] if suite == "bookworm" else []),
        suite,
        folder / "rootfs.tar",
        source,
        folder=folder,
        fix=_FIX,
        environment={"SOURCE_DATE_EPOCH": _EPOCH_SECONDS},
    )
    source.unlink()


def tree(tools: Tools, suite: str, packages: list[str], folder: Path) -> None:
    """Put the files of packages into `folder`, without what they depend on."""
    with filling(folder / "apt") as state:
        apt = _apt(tools, suite, state)
        tools.run(*apt, "download", *packages, folder=state, fix=_FIX)
        for archive in state.glob("*.deb"):
            tools.run("dpkg-deb", "-x", archive, folder, folder=state, fix=_FIX)
    shutil.rmtree(folder / "apt")


def debs(tools: Tools, suite: str, packages: list[str], base: Path, folder: Path) -> None:
    """Put packages into `folder`, with all that they depend on and that `base` does not have.

    Args:
        tools: Runs the clients.
        suite: The Debian suite.
        packages: The names.
        base: Folder of the ``rootfs.tar`` on which they are to be installed.
        folder: Where to.
    """
    with filling(folder / "apt") as state:
        with tarfile.open(base / "rootfs.tar") as files, files.extractfile("./var/lib/dpkg/status") as status:  # type: ignore[union-attr]
            (state / "status").write_bytes(status.read())
        apt = _apt(tools, suite, state)
        tools.run(
            *apt,
            "install",
            "-y",
            "--no-install-recommends",
            "--download-only",
            *packages,
            folder=state,
            fix=_FIX,
        )
        for archive in (state / "archives").glob("*.deb"):
            archive.rename(folder / archive.name)
    shutil.rmtree(folder / "apt")


def apt_settings() -> list[str]:
    """Return the machine's own settings of apt for proxies and certificates."""
    if not shutil.which("apt-config"):
        return []
    dumped = subprocess.run(["apt-config", "dump"], capture_output=True, text=True, check=False).stdout  # noqa: S607
    wanted = (
        "Acquire::http::Proxy",
        "Acquire::https::Proxy",
        "Acquire::http::Pipeline",
        "Acquire::https::Verify",
    )
    return [line.rstrip(";") for line in dumped.splitlines() if line.startswith(wanted) and '""' not in line]


def _mmdebstrap() -> None:
    if shutil.which("mmdebstrap"):
        return
    if not installable():
        raise QuaycraneError(
            "mmdebstrap is not on this machine",
            why="The stand-in images are made from Debian's packages with it",
            fix="On Debian or Ubuntu: apt-get install mmdebstrap. Elsewhere load an archive of the kit, made "
            "by `quaycrane kit save` on another machine: quaycrane kit load FILE",
        )
    install_packages("mmdebstrap")


def _apt(tools: Tools, suite: str, state: Path) -> list[str | Path]:
    """Return an apt-get that knows one suite and leaves the machine's own lists alone."""
    (state / "archives" / "partial").mkdir(parents=True)
    (state / "status").touch()
    with tools.one_at_a_time(suite) as shared:
        apt: list[str | Path] = ["apt-get", "-q", *_options(state, shared)]
        if not (shared / "known").exists():
            (shared / "lists" / "partial").mkdir(parents=True, exist_ok=True)
            (shared / "etc").mkdir(exist_ok=True)
            (shared / "etc" / "suite.sources").write_text(source_entry(suite), encoding="utf-8")
            tools.run(*apt, "update", folder=state, fix=_FIX)
            (shared / "known").touch()
    return apt


def _options(state: Path, shared: Path) -> list[str]:
    options = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": shared / "etc",
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State": state,
        "Dir::State::Lists": shared / "lists",
        "Dir::State::status": state / "status",
        "Dir::Cache": state,
        "Dir::Cache::archives": state / "archives",
        "APT::Sandbox::User": "root",
        "Debug::NoLocking": "true",
    }
    return [f"-o{key}={value}" for key, value in options.items()]


__all__ = ["apt_settings", "debs", "rootfs", "tree"]
