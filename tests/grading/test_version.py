"""Which results stay valid when a file of the course changes."""

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping

import pytest

from quaycrane.kit import project_root

UNIT = "03-layers-and-cache"
_PROGRAM = """
import json, sys
from pathlib import Path
from quaycrane.grading import Unit
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.work import code_version
from quaycrane.grading.gradebook.unit import fingerprint, page_version
from quaycrane.grading.reading.taking import read_source, tests_of

def words():
    for known in (code_version, page_version):
        known.cache_clear()
    unit = Unit(Path.cwd(), sys.argv[1])
    path = next(iter(sorted(unit.source.glob("*.ipynb"))))
    tests = tests_of(path, read_source(path), unit.directory.ignore, Limits(1, 1, 1), code_version(unit.name))
    return [tests.digest, fingerprint(unit, "ann")]

before, found = words(), {}
for name in sys.argv[2:]:
    content = Path(name).read_bytes()
    in_a_check = content.replace(b"checks.check(", b"checks.check( ")
    Path(name).write_bytes(in_a_check if name.endswith(".ipynb") else content + b" ")
    found[name] = [one == other for one, other in zip(words(), before)]
    Path(name).write_bytes(content)
print(json.dumps(found))
"""

DECIDING = (
    "quaycrane/errors.py",
    "quaycrane/engine/build/build.py",
    "quaycrane/checks/registry.py",
    "quaycrane/checks/dockerfile/rules/pinned_base_tag.py",
    "quaycrane/grading/reading/answers.py",
    "quaycrane/grading/checking/kernel.py",
    "quaycrane/units/layers_and_cache/checks.py",
    "source/03-layers-and-cache/layers-and-cache.ipynb",
    "source/03-layers-and-cache/app/package-lock.json",
    "kit/node/Dockerfile",
    "kit/slot/Dockerfile",
)
"""What changes how answers are checked: they must be checked again."""

SHOWING = ("quaycrane/grading/gradebook/marks.py", "quaycrane/grading/telling/pages/feedback/feedback.css")
"""What changes marks and pages, which are made again out of the results that there are."""

ASIDE = (
    "quaycrane/grading/run.py",
    "quaycrane/grading/telling/export/moodle.py",
    "quaycrane/grading/telling/reports/report.css",
    "quaycrane/grading/telling/reports/items.py",
    "quaycrane/commands/grade.py",
    "quaycrane/notebook/banner.py",
    "quaycrane/figures/style.py",
    "quaycrane/units/layers_and_cache/figures/__init__.py",
    "quaycrane/units/args_and_env/checks/__init__.py",
    "source/10-args-and-env/args-and-env.ipynb",
    "source/04-writing-dockerfiles/front/package-lock.json",
    "kit/registry/Dockerfile",
)
"""What no mark and no page of the unit hangs on."""


@pytest.fixture(scope="module")
def same(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, tuple[bool, bool]]:
    """Return, by edited file, whether jobs keep their key and students their fingerprint."""
    root, aside = tmp_path_factory.mktemp("course"), shutil.ignore_patterns("__pycache__", "node_modules")
    for name in ("quaycrane", "kit", "source"):
        shutil.copytree(project_root() / name, root / name, ignore=aside)
    shutil.copy(project_root() / "nbgrader_config.py", root)
    program = [sys.executable, "-c", _PROGRAM, UNIT, *DECIDING, *SHOWING, *ASIDE]
    environment = {"PATH": "", "PYTHONPATH": str(root)}
    done = subprocess.run(program, cwd=root, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return {name: (bool(key), bool(word)) for name, (key, word) in json.loads(done.stdout).items()}


@pytest.mark.parametrize("name", DECIDING)
def test_what_decides_about_marks_is_checked_again(same: Mapping[str, tuple[bool, bool]], name: str) -> None:
    """After a change to what reads, checks, builds or asks, no stored result is taken for a new one."""
    assert same[name] == (False, False)


@pytest.mark.parametrize("name", SHOWING)
def test_a_class_is_not_checked_again_for_a_colour(same: Mapping[str, tuple[bool, bool]], name: str) -> None:
    """After a change to feedback or marking the results stay valid, and pages are made anew."""
    assert same[name] == (True, False)


@pytest.mark.parametrize("name", ASIDE)
def test_what_lies_aside_changes_nothing(same: Mapping[str, tuple[bool, bool]], name: str) -> None:
    """Exports, reports, commands, figures and other units leave results and pages as they are."""
    assert same[name] == (True, True)
