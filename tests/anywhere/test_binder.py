"""Binder makes of the repository an image in which the course runs as an ordinary user."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.commands.lab import lab_environment
from quaycrane.kit import project_root
from quaycrane.pocket.tools import _PACKAGES

BINDER = project_root() / "binder"
CHOSEN = ("apt.txt", "postBuild", "requirements.txt", "runtime.txt", "start")


@pytest.fixture(scope="module")
def dockerfile(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What repo2docker makes of it, for the user that Binder has; it builds nothing, and needs no engine."""
    folder = tmp_path_factory.mktemp("repository")
    (folder / "binder").mkdir()
    for name in CHOSEN:
        (folder / "binder" / name).write_bytes((BINDER / name).read_bytes())
    options = ["--no-build", "--debug", "--user-id", "1000", "--user-name", "jovyan"]
    command = [sys.executable, "-m", "repo2docker", *options, str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    return done.stderr + done.stdout


def test_each_file_is_read(dockerfile: str) -> None:
    """Binder installs the pocket engine's programs, Python 3.11 and the lock, and runs both scripts."""
    assert "environment for python=3.11" in dockerfile
    packages = re.search(r"apt-get install --yes --no-install-recommends (.+?) &&", dockerfile)
    assert packages
    assert set(packages[1].split()) == set(_PACKAGES.values())
    assert 'pip install --no-cache-dir -r "binder/requirements.txt"' in dockerfile
    assert (BINDER / (BINDER / "requirements.txt").read_text().split()[1]).resolve() == (
        project_root() / "requirements.lock"
    )
    assert "RUN ./binder/postBuild" in dockerfile
    assert 'R2D_ENTRYPOINT="${REPO_DIR}/binder/start"' in dockerfile


def test_nothing_of_it_needs_rights(dockerfile: str) -> None:
    """After the packages everything is done as the learner's user."""
    after = dockerfile.partition("RUN apt-get -qq update && \\\napt-get install")[2]
    steps = after.partition("# Copy stuff")[2]
    users = re.findall(r"^USER (.+)$", steps, re.MULTILINE)
    assert users == ["${NB_USER}", "${NB_USER}"]
    assert steps.index("USER") < steps.index("RUN")
    assert not re.search(r"\b(sudo|mount|unshare|chroot)\b", (BINDER / "postBuild").read_text())


@pytest.mark.parametrize("off", [False, True])
def test_a_session_begins_at_once(tmp_path: Path, *, off: bool) -> None:
    """The server starts in work/ with the course's settings; the pocket engine beside it can be left out."""
    course = tmp_path / "course"
    (course / "binder").mkdir(parents=True)
    (course / "binder" / "start").write_bytes((BINDER / "start").read_bytes())
    (course / "work").mkdir()
    told = "".join(
        f"export {name}={shlex.quote(value)}\n"
        for name, value in lab_environment(course, instructor=False).items()
    )
    command = tmp_path / "bin" / "quaycrane"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\necho "$@" >>{tmp_path}/asked\n'
        f"[ \"$1\" = pocket ] || cat <<'E'\n{told}cd {course}/work\nE\n"
    )
    command.chmod(0o755)
    environment = {**os.environ, "PATH": f"{command.parent}:{os.environ['PATH']}", "TMPDIR": str(tmp_path)}
    environment |= {"QUAYCRANE_NO_POCKET": ""} if off else {}
    server = ["bash", f"{course}/binder/start", "sh", "-c", 'pwd; echo "$JUPYTER_CONFIG_PATH"; wait']
    done = subprocess.run(server, env=environment, capture_output=True, text=True, check=True)
    folder, settings = done.stdout.splitlines()
    assert folder == str(course / "work")
    assert settings.startswith(f"{course}:")
    asked = (tmp_path / "asked").read_text().splitlines()
    assert ("lab --prepare" in asked, "pocket start" in asked) == (True, not off)


def test_the_readme_s_badge_opens_the_landing_notebook() -> None:
    """One click leads to JupyterLab at the page that says what is live there."""
    readme = (project_root() / "README.md").read_text(encoding="utf-8")
    assert re.search(r"\[!\[[^]]*Binder[^]]*\]\([^)]+\)\]\([^)]+urlpath=lab/tree/welcome\.ipynb\)", readme)
