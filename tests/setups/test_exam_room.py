"""The stick of an exam room: written and read by the commands of docs/guide/setups.md."""

import subprocess
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from tests.setups.conftest import in_shell
from tests.setups.page import section, was_printed


@pytest.mark.engine
@pytest.mark.sampled(3)
def test_a_stick_is_written_and_read(engine: Engine, course: Path) -> None:
    """What the page says is printed; serving and fetching have their own tests, and the load its bench."""
    kit.ensure(engine, ["02-images-and-containers"])
    commands, shown, _ = section("An exam room without a network")
    done = subprocess.run(
        ["bash", "-euo", "pipefail", "-c", commands.text],
        cwd=course, env=in_shell(course) | engine.environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert (course / "exam.quaycrane").exists()
    was_printed(shown.text, done.stdout)
