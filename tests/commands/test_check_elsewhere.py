"""The ways into a stranger's repository: a hook of pre-commit, and an action of GitHub."""

import importlib.util
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import jsonschema_rs
import pytest
from ruamel.yaml import YAML

from quaycrane.checks.lint.files import is_usual
from quaycrane.kit import project_root
from tests.checks.lint.test_files import UNUSUAL, USUAL

COURSE = ["ipywidgets", "IPython", "jupyterlab", "matplotlib", "nbgrader", "nbformat", "traitlets"]
BAD = "FROM node\nCMD node server.js\n"


def yaml(name: str) -> Any:
    """Return the content of a file at the project's root."""
    return YAML(typ="safe").load(project_root() / name)


@pytest.mark.parametrize("name", [*USUAL, *UNUSUAL])
def test_the_hook_takes_the_usual_names(name: str) -> None:
    """The hook is given just the files that a search of the folder would find."""
    (hook,) = yaml(".pre-commit-hooks.yaml")
    path = f"a/{name}"
    taken = bool(re.search(hook["files"], path) and not re.search(hook["exclude"], path))
    assert taken == is_usual(name)


def test_the_hooks_command_takes_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the hook runs is our command, and with files behind it ends with 1 when one is not right."""
    (hook,) = yaml(".pre-commit-hooks.yaml")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "Dockerfile").write_text(BAD)
    command = [str(Path(sys.executable).with_name("quaycrane")), *hook["entry"].split()[1:], "Dockerfile"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "Dockerfile:1 warning PinnedBaseTag" in done.stdout


def test_the_action_is_one() -> None:
    """The action's file keeps GitHub's schema."""
    found = importlib.util.find_spec("check_jsonschema")
    assert found
    assert found.origin
    schema = Path(found.origin).parent / "builtin_schemas" / "vendor" / "github-actions.json"
    validator = jsonschema_rs.validator_for(json.loads(schema.read_text(encoding="utf-8")))
    assert [error.message for error in validator.iter_errors(yaml("action.yml"))] == []


@pytest.mark.parametrize(("level", "code"), [("", 1), ("error", 0)])
def test_the_action_tells_and_writes(tmp_path: Path, level: str, code: int) -> None:
    """The action's own script writes annotations and SARIF, and ends as the command does."""
    (tmp_path / "a b").mkdir()
    (tmp_path / "a b" / "Dockerfile").write_text(BAD)
    (script,) = [step["run"] for step in yaml("action.yml")["runs"]["steps"] if step["name"] == "Check"]
    python = tmp_path / "bin" / "python3"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    environment = {
        "PATH": f"{python.parent}:/usr/bin:/bin",
        "PYTHONPATH": f"{project_root()}:{':'.join(filter(None, sys.path))}",
        "TARGETS": "a b\na b/Dockerfile",
        "LEVEL": level,
        "SARIF": "found.sarif",
    }
    done = subprocess.run(
        ["bash", "-e", "-o", "pipefail", "-c", script],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    assert ("::warning file=a b/Dockerfile,line=1,title=PinnedBaseTag::" in done.stdout) == (code == 1)
    assert '"version": "2.1.0"' in (tmp_path / "found.sarif").read_text()


def test_the_check_needs_nothing_of_the_course(tmp_path: Path) -> None:
    """A stranger's machine has neither JupyterLab nor nbgrader nor matplotlib, and the check runs."""
    (tmp_path / "Dockerfile").write_text(BAD)
    (tmp_path / "compose.yaml").write_text("services:\n  web: {image: 'x:1', ports: '80:80'}\n")
    done = without(COURSE, tmp_path, "check")
    assert done.returncode == 1, done.stderr
    assert "services.web.ports must be a list" in done.stdout


@pytest.mark.parametrize(
    ("name", "text"), [("Dockerfile", BAD), ("compose.yaml", "services:\n  web: {image: nginx}\n")]
)
def test_judging_starts_light(tmp_path: Path, name: str, text: str) -> None:
    """One file is judged without what takes longer to load: rich, the Docker SDK, HTTP clients."""
    (tmp_path / name).write_text(text)
    heavy = ["docker", "jsonschema", "requests", "rich", "urllib3"]
    done = without(heavy, tmp_path, "check", name)
    assert done.returncode == 1, done.stderr
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "quaycrane.cli", "check", name],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=False,
    )
    ours = [line for line in done.stderr.splitlines() if "quaycrane.checks" in line]
    other = {"quaycrane.checks.compose", "quaycrane.checks.dockerfile"} - {
        f"quaycrane.checks.{_family(name)}"
    }
    assert not any(line.rpartition("|")[2].strip() in other for line in ours)


def _family(name: str) -> str:
    return "compose" if name.endswith(".yaml") else "dockerfile"


def test_what_needs_the_course_says_so(tmp_path: Path) -> None:
    """A command of the course, where only the check is installed, names what to install."""
    done = without(COURSE, tmp_path, "demo")
    assert done.returncode == 1
    assert "pip install 'quaycrane[course]'" in done.stdout
    assert "Traceback" not in done.stderr


def without(modules: list[str], folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run our command where some modules cannot be imported."""
    code = f"import sys; sys.modules |= dict.fromkeys({modules})\n"
    code += "from quaycrane.cli import main\nsys.exit(main())"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], cwd=folder, capture_output=True, text=True, check=False
    )
