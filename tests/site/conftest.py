"""The site, built once as `./course site` does it."""

import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.kit import project_root


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the finished site."""
    target = tmp_path_factory.mktemp("site") / "made"
    done = subprocess.run(
        [sys.executable, "-m", "quaycrane.cli", "site", "--to", str(target)],
        cwd=project_root(), capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return target
