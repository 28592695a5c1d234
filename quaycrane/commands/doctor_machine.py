"""Looks at this machine: Python, disk, memory, JupyterLab with its extensions, and PATH."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from jupyter_core.paths import jupyter_config_path, jupyter_path

from quaycrane.commands.diagnosis import Diagnosis, judged
from quaycrane.errors import IN_A_CLONE

_NEEDED_DISK_BYTES, _NEEDED_MEMORY_BYTES = 1_000_000_000, 1_000_000_000
_AGAIN = "rm -rf .venv && ./course doctor" if IN_A_CLONE else "pip install 'quaycrane[course]'"
_LAB_EXTENSIONS = {
    "@jupyter-widgets/jupyterlab-manager": "sliders and explorers",
    "@jupyter/nbgrader": "assignments and grading",
}
_SERVER_EXTENSIONS = ("formgrader", "assignment_list", "validate_assignment")


def machine_lines() -> Iterator[Diagnosis]:
    """Yield the lines on this machine."""
    version = ".".join(map(str, sys.version_info[:3]))
    yield Diagnosis("Python", "good", version)
    free_bytes = shutil.disk_usage(Path.cwd()).free
    mend = "free 1 GB where the course lies"
    yield judged(
        "Disk here", f"{free_bytes / 1e9:.1f} GB free", "poor", mend, good=free_bytes > _NEEDED_DISK_BYTES
    )
    if (available_bytes := _available_bytes()) is not None:
        seen = f"{available_bytes / 1e9:.1f} GB free"
        enough = available_bytes > _NEEDED_MEMORY_BYTES
        yield judged("Memory here", seen, "poor", "close other programs", good=enough)
    yield from _jupyter()
    yield _path()


def _available_bytes() -> int | None:
    """Return the memory that a new program can have, None where Linux does not tell it."""
    try:
        lines = Path("/proc/meminfo").read_text(encoding="ascii").splitlines()
    except OSError:
        return None
    memory = dict(line.split(":", 1) for line in lines)
    return int(memory["MemAvailable"].split()[0]) * 1024 if "MemAvailable" in memory else None


def _jupyter() -> Iterator[Diagnosis]:
    program = shutil.which("jupyter-lab", path=_scripts())
    yield judged("JupyterLab", program or "not installed", "missing", _AGAIN, good=bool(program))
    folders = [Path(folder) for folder in jupyter_path("labextensions")]
    for name, purpose in _LAB_EXTENSIONS.items():
        there = any((folder / name / "package.json").exists() for folder in folders)
        seen = purpose if there else f"not there: no {purpose}"
        yield judged(f"Extension {name}", seen, "missing", _AGAIN, good=there)
    off = [name for name in _SERVER_EXTENSIONS if not _server_has(f"nbgrader.server_extensions.{name}")]
    seen = f"off: {', '.join(off)}" if off else ", ".join(_SERVER_EXTENSIONS)
    mend = f"{_scripts()}/jupyter server extension enable --py nbgrader --sys-prefix"
    yield judged("nbgrader in the server", seen, "missing", mend, good=not off)


def _server_has(extension: str) -> bool:
    for folder in jupyter_config_path():
        for file in sorted(Path(folder, "jupyter_server_config.d").glob("*.json")):
            on = (
                json.loads(file.read_text(encoding="utf-8"))
                .get("ServerApp", {})
                .get("jpserver_extensions", {})
            )
            if extension in on:
                return bool(on[extension])
    return False


def _path() -> Diagnosis:
    """Look whether nbgrader finds `alembic`, which it calls by name: else Formgrader hangs at Loading."""
    program = shutil.which("alembic")
    seen = (
        program or "lacks alembic, which nbgrader calls by name; ./course lab adds it, plain jupyter does not"
    )
    return judged("PATH", seen, "poor", f'export PATH="{_scripts()}:$PATH"', good=program is not None)


def _scripts() -> str:
    return str(Path(sys.executable).parent)
