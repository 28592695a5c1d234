"""The style's own tools have nothing to say."""

import subprocess
import sys

import pytest

from quaycrane.kit import project_root

TOOLS = {
    "ruff": ["ruff", "check", "."],
    "format": ["ruff", "format", "--check", "."],
    "types": ["mypy"],
}


@pytest.mark.parametrize("command", TOOLS.values(), ids=TOOLS.keys())
def test_a_tool_finds_nothing(command: list[str]) -> None:
    """Lint, layout and types are clean in the whole project."""
    run = [sys.executable, "-m", *command]
    done = subprocess.run(run, cwd=project_root(), capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
