"""Many files are judged as each alone is, and every rule is known whoever asks first."""

import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.checks.lint import run
from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.rules import lint_rules
from quaycrane.checks.lint.run import Judge, Run
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.severity import Severity
from quaycrane.errors import InputError
from tests.checks.dockerfile.generated import dockerfiles
from tests.fences.sources import PACKAGE


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Dockerfiles made by chance, most of them nearly right."""
    for number, text in enumerate(dockerfiles(40, seed=14)):
        (tmp_path / f"Dockerfile.{number}").write_text(text, encoding="utf-8")
    return sorted(tmp_path.iterdir())


@pytest.mark.skipif(sys.platform != "linux", reason="files are shared out on Linux only")
def test_files_are_shared_out(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """Shared out among processes, files come back in their order, each with what it has alone."""
    judge = Judge(Configuration(), {})
    alone = list(judge.all(files))
    monkeypatch.setattr(run, "_WORTH_PROCESSES", 1)
    monkeypatch.setattr("os.sched_getaffinity", lambda _: {0, 1})
    assert list(judge.all(files)) == alone
    assert sum(len(found) for _, found in alone) > len(files)


def test_a_mistake_in_settings_ends_the_run(files: list[Path], monkeypatch: pytest.MonkeyPatch) -> None:
    """What one of the processes cannot read is told as it is without them."""
    files[0].with_name(".quaycrane.toml").write_text("ignore = 3\n")
    monkeypatch.setattr(run, "_WORTH_PROCESSES", 1)
    with pytest.raises(InputError, match="ignore must be a list of words"):
        list(Judge(Configuration(), {}).all(files))


def test_a_finding_is_told_once(tmp_path: Path) -> None:
    """An override file that is judged by itself and with what it lies over is told of once."""
    (tmp_path / "compose.yaml").write_text("services:\n  web: {image: 'nginx:1.28'}\n")
    (tmp_path / "compose.override.yaml").write_text("services:\n  web: {privileged: true}\n")
    judged, paths = Run(), sorted(tmp_path.iterdir())
    for _, found in Judge(Configuration(), {}).all(paths):
        judged.add(found, Severity.ERROR)
    assert [(Path(one.file).name, one.rule.name) for one in judged.findings] == [
        ("compose.override.yaml", "NotPrivileged")
    ]
    assert judged.judged == 2


RIGHT = "services:\n  web: {image: 'nginx:1.28'}\n"
WRONG = "services:\n  web: {ports: '80:80'}\n"


def asked(folder: Path, monkeypatch: pytest.MonkeyPatch, seconds: float) -> int:
    """Judge the files of a folder, and return how often the `docker` command was called for them."""
    log = folder / "log"
    command = folder / "bin" / "docker"
    command.parent.mkdir()
    command.write_text(f"#!/bin/sh\necho asked >> {log}\nsleep 0.2\nexit 1\n")
    command.chmod(0o755)
    monkeypatch.setattr("quaycrane.engine.compose.config.compose_command", lambda: (str(command), "compose"))
    list(Judge(Configuration(), {}, asking=Asking(seconds)).all(sorted(folder.glob("*.yaml"))))
    return len(log.read_text().splitlines()) if log.exists() else 0


def test_compose_is_not_asked_about_right_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of files that we find right starts no command at all."""
    for number in range(10):
        (tmp_path / f"{number}.yaml").write_text(RIGHT)
    assert asked(tmp_path, monkeypatch, seconds=60) == 0


def test_compose_is_asked_only_for_so_long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many files seem wrong to us, the time for asking is that of one run."""
    for number in range(10):
        (tmp_path / f"{number}.yaml").write_text(WRONG)
    assert asked(tmp_path, monkeypatch, seconds=0.1) == 1


@pytest.mark.parametrize("part", ["compose", "dockerfile"])
def test_every_rule_is_known_to_who_asks_first(part: str) -> None:
    """In a new interpreter one import is enough to know every rule of a part."""
    code = f"from quaycrane.checks.{part} import known_rules; print(*(rule.name for rule in known_rules()))"
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    names = told.stdout.split()
    written = [path for path in (PACKAGE / "checks" / part / "rules").glob("*.py") if path.stem != "__init__"]
    assert len(names) == len(written)
    assert set(names) <= set(lint_rules())
