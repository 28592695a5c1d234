"""The lock files, the package and the conda environment agree."""

import re
import tomllib

import pytest
from ruamel.yaml import YAML

from quaycrane.kit import project_root

LOCKS = ("requirements.lock", "requirements-dev.lock")


def lines(name: str) -> list[str]:
    """Return the lines of a lock file."""
    return (project_root() / name).read_text(encoding="utf-8").split("\n")[:-1]


@pytest.mark.parametrize("name", LOCKS)
def test_a_lock_pins_everything_and_names_no_address(name: str) -> None:
    """Each line is one package with one exact version: where from is the machine's business."""
    assert all(re.fullmatch(r"[a-z0-9-]+(\[[a-z,-]+\])?==[\w.+!-]+( ; .+)?", line) for line in lines(name))
    assert not any("://" in line for line in lines(name))


def test_developers_get_what_learners_get() -> None:
    """The lock for development holds every line of the other, and more."""
    assert set(lines("requirements.lock")) < set(lines("requirements-dev.lock"))


def test_conda_gets_the_same() -> None:
    """environment.yml takes python and pip from conda-forge, and the rest is the lock, line by line."""
    found = YAML(typ="safe").load(project_root() / "environment.yml")
    *conda, pip = found["dependencies"]
    assert found["channels"] == ["conda-forge"]
    assert [name.split("=")[0] for name in conda] == ["python", "pip"]
    assert pip["pip"] == lines("requirements.lock")


def test_what_the_package_needs_is_locked() -> None:
    """Each requirement of the package has its line in the lock."""
    project = tomllib.loads((project_root() / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needs = project["dependencies"] + project["optional-dependencies"]["course"]
    wanted = {re.split(r"[>=<]", need)[0].replace(".", "-") for need in needs}
    assert wanted <= {line.split("==")[0].split("[")[0] for line in lines("requirements.lock")}
