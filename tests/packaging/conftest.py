"""The wheel, made from what the source distribution holds."""

import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from quaycrane.kit import project_root


@pytest.fixture(scope="session")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where it lies."""
    place = tmp_path_factory.mktemp("wheel")
    run = "from setuptools import build_meta as b; import sys; print(b.build_{0}(sys.argv[1]))"
    copy = subprocess.run(
        [sys.executable, "-c", run.format("sdist"), str(place)],
        cwd=project_root(), capture_output=True, text=True, check=True,
    ).stdout.split()[-1]  # fmt: skip
    with tarfile.open(place / copy) as archive:
        archive.extraction_filter = getattr(tarfile, "data_filter", None)  # Debian 12's Python has none
        archive.extractall(place)  # noqa: S202 - made a moment ago
    built = subprocess.run(
        [sys.executable, "-c", run.format("wheel"), str(place)],
        cwd=place / copy.removesuffix(".tar.gz"), capture_output=True, text=True, check=True,
    ).stdout.split()[-1]  # fmt: skip
    return place / built
