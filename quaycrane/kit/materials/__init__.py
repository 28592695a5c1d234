"""Gathers what recipes are made of, each material once, and keeps it for the next time."""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from quaycrane.errors import QuaycraneError
from quaycrane.kit.catalogue import project_root, unit_lockfiles
from quaycrane.kit.materials import debian
from quaycrane.kit.materials import node as nodes
from quaycrane.kit.materials.settings import write_settings
from quaycrane.kit.materials.tools import Tools, filling
from quaycrane.kit.materials.wheels import wheels

__all__ = ["forget", "gather", "lockfiles_hash", "store", "write_settings"]

_AT_ONCE = 3


def store() -> Path:
    """Return the folder in which materials are kept."""
    caches = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(caches) / "quaycrane" / "kit"


def lockfiles_hash() -> str:
    """Return a hash of what the units' lock files say."""
    digest = hashlib.sha256()
    for path in unit_lockfiles():
        digest.update(path.relative_to(project_root()).as_posix().encode() + b"\0" + path.read_bytes())
    digest.update("+".join(nodes.added_by_hand()).encode())
    return digest.hexdigest()[:16]


def gather(places: Iterable[str], on_progress: Callable[[str], None], *, offline: bool = False) -> None:
    """Fill each of `places`, folders of the store, that is not there yet.

    Args:
        places: ``rootfs/SUITE``, ``tree/SUITE/PACKAGE+PACKAGE``, ``debs/SUITE/PACKAGE+PACKAGE``,
            ``node/LIBC/VERSION``, ``npm/LIBC/HASH``, ``wheels/any/HASH``, under `store`.
        on_progress: Told what is being gathered.
        offline: Whether to fail where something is not there, instead of asking for it.

    Raises:
        QuaycraneError: Something could not be had; what was gathered before stays.
    """
    names = [Path(place).relative_to(store()).as_posix() for place in places]
    wanted = [name for name in names if not (store() / name).exists()]
    if wanted and offline:
        raise QuaycraneError(
            f"This machine does not have what {len(wanted)} parts of the kit are made of",
            why=f"The first is {wanted[0]}, and --offline asks nobody",
            fix="Once with a network: quaycrane kit fetch. Or load an archive: quaycrane kit load FILE",
        )
    first = [name for name in wanted if name.startswith(("rootfs/", "tree/", "node/"))]
    bases = {_base(name) for name in wanted} - {None}
    first += sorted(str(base) for base in bases if base not in names and not (store() / str(base)).exists())
    with tempfile.TemporaryDirectory(prefix="quaycrane-lists-") as scratch:
        tools = Tools(Path(scratch))
        for stage in (first, [name for name in wanted if name not in first]):
            _gather_at_once(tools, stage, on_progress)


def _gather_at_once(tools: Tools, names: list[str], on_progress: Callable[[str], None]) -> None:
    with ThreadPoolExecutor(_AT_ONCE) as pool:
        try:
            for name, done in [(name, pool.submit(_make, tools, name)) for name in names]:
                on_progress(f"gathering {name[:60]}")
                done.result()
        except BaseException:
            tools.stop()
            pool.shutdown(cancel_futures=True)
            raise


def _base(name: str) -> str | None:
    """Return the material that another one is gathered with."""
    kind, which, *_ = name.split("/")
    if kind == "debs":
        return f"rootfs/{which}"
    return "node/manylinux_2_28/24.19.0" if kind == "npm" else None


def _make(tools: Tools, name: str) -> None:
    kind, which, *rest = name.split("/")
    with filling(store() / name) as folder:
        packages = rest[0].split("+") if rest else []
        base = store() / (_base(name) or "")
        if kind == "rootfs":
            debian.rootfs(tools, which, folder)
        elif kind == "tree":
            debian.tree(tools, which, packages, folder)
        elif kind == "debs":
            debian.debs(tools, which, packages, base, folder)
        elif kind == "node":
            nodes.node(tools, which, rest[0], folder)
        elif kind == "npm":
            nodes.npm_cache(tools, which, unit_lockfiles(), base, folder)
        elif kind == "wheels":
            wheels(tools, [path for path in unit_lockfiles() if path.name == "requirements.txt"], folder)
        else:
            raise QuaycraneError(f"No one knows how to gather {name}, which the bake file names")


def forget() -> None:
    """Remove every material that is kept."""
    shutil.rmtree(store(), ignore_errors=True)
