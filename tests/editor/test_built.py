"""What JupyterLab loads is what its sources come to."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from quaycrane.kit import project_root

SOURCES = project_root() / "labextension"
BUILT = project_root() / "share" / "jupyter" / "labextensions" / "quaycrane"


def test_the_built_file_is_that_of_its_sources(tmp_path: Path) -> None:
    """Built again from npm's packages, as the lock file pins them, it is the same byte for byte."""
    if shutil.which("npm") is None:
        pytest.skip("no npm on PATH: what is built is used, not made, here")
    folder, again = tmp_path / "labextension", tmp_path / "again"
    shutil.copytree(SOURCES, folder, ignore=shutil.ignore_patterns("node_modules"))
    (again / "static").mkdir(parents=True)
    for command in (
        ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        ["npm", "run", "build", "--", str(again)],
    ):
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=240)
        assert done.returncode == 0, done.stdout + done.stderr
    for file in ("package.json", "static/remote.js"):
        assert (again / file).read_text() == (BUILT / file).read_text(), f"{file}: npm ci && npm run build"


def test_the_lock_names_no_address() -> None:
    """Each package is pinned by its version and what it holds: where from is the machine's business."""
    packages = json.loads((SOURCES / "package-lock.json").read_text())["packages"]
    pinned = {name: told for name, told in packages.items() if name}
    assert all(told["integrity"].startswith("sha512-") for told in pinned.values())
    assert not any("resolved" in told for told in pinned.values())
