"""The checks find the unit's own files and a student's answers, and nothing else."""

from pathlib import Path

from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.perform import lay_scratch
from quaycrane.grading.reading.taking import tests_of as made_of
from tests.grading.conftest import CHECKS, source_notebook


def test_scratch_holds_the_unit_and_the_answers(tmp_path: Path) -> None:
    """Notebooks, ignored files and links stay out; an answer or its absence replaces the starter."""
    unit, scratch = tmp_path / "unit", tmp_path / "scratch"
    (unit / "app").mkdir(parents=True)
    scratch.mkdir()
    for name in ("app/Dockerfile", "app/server.js", "unit.ipynb", "unit.py", "predictions.yaml"):
        (unit / name).write_text("the instructor's")
        (unit / name).chmod(0o444)
    (unit / "passwd").symlink_to("/etc/passwd")
    tests = made_of(unit / "unit.ipynb", source_notebook(CHECKS), ["unit.py"], Limits(1, 1), "")
    lay_scratch(tests.archive, scratch, [("app/Dockerfile", "FROM a"), ("predictions.yaml", None)])
    found = {path.relative_to(scratch).as_posix() for path in scratch.rglob("*") if path.is_file()}
    assert found == {"app/Dockerfile", "app/server.js"}
    assert (scratch / "app/Dockerfile").read_text() == "FROM a\n"
