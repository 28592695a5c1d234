"""No linter names what is wrong with a patient, and the text beside it is the patient's own."""

import shutil
import subprocess
from pathlib import Path

import pytest

from quaycrane.checks.lint.source import Source
from quaycrane.checks.lint.texts import lint_text
from quaycrane.engine import Engine
from quaycrane.kit import project_root
from tests.notebooks.units import notebook

UNIT = "04-writing-dockerfiles"
CLINIC = project_root() / "source" / UNIT / "clinic"
DOCKERFILES = ("order", "signal", "probe", "baggage")

every_patient = pytest.mark.parametrize("patient", DOCKERFILES)


@every_patient
def test_our_linter_finds_nothing(patient: str) -> None:
    """Every rule of ours, notes included, passes the sick Dockerfile."""
    file = CLINIC / patient / "sick.Dockerfile"
    assert lint_text(Source("Dockerfile", file, file.read_text(), compose=False), {}) == []


@every_patient
def test_hadolint_finds_nothing(patient: str) -> None:
    """Hadolint, with its own settings, has no word for the sick Dockerfile."""
    hadolint = shutil.which("hadolint") or pytest.skip("hadolint is not installed")
    file = CLINIC / patient / "sick.Dockerfile"
    done = subprocess.run([hadolint, str(file)], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout) == (0, "")


@pytest.mark.engine
@every_patient
def test_buildkit_finds_nothing(patient: str, engine: Engine) -> None:
    """`docker build --check` says that there is no warning."""
    said: list[str] = []
    folder = CLINIC / patient
    command = ["build", "--check", "-f", str(folder / "sick.Dockerfile"), str(folder)]
    assert engine.docker(command, said.append) == 0
    assert "no warnings found" in "".join(said)


def test_the_notebook_shows_each_patient_as_it_is() -> None:
    """What stands in the notebook for copying is the file, word for word."""
    texts = "\n".join(cell.source for cell in notebook(UNIT).cells)
    files = [CLINIC / patient / "sick.Dockerfile" for patient in DOCKERFILES]
    for file in (*files, CLINIC / "mono" / "sick.dockerignore", Path(CLINIC, "signal", "start.sh")):
        assert file.read_text().strip() in texts
