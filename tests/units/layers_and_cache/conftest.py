"""What the tests of unit 03 build."""

from pathlib import Path

import pytest

from quaycrane.kit import project_root


@pytest.fixture(scope="session")
def handbook() -> Path:
    """The folder that the unit demonstrates on."""
    return project_root() / "source" / "03-layers-and-cache" / "handbook"
