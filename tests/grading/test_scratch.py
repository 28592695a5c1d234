"""The checks find the unit's own files and a student's answers, and nothing else."""

from pathlib import Path, PurePosixPath

from quaycrane.grading.answers import Slot
from quaycrane.grading.scratch import lay_scratch


def test_scratch_holds_the_unit_and_the_answers(tmp_path: Path) -> None:
    """Notebooks, ignored files and links stay out; an answer or its absence replaces the starter."""
    unit, scratch = tmp_path / "unit", tmp_path / "scratch"
    (unit / "app").mkdir(parents=True)
    scratch.mkdir()
    for name in ("app/Dockerfile", "app/server.js", "unit.ipynb", "unit.py", "predictions.yaml"):
        (unit / name).write_text("the instructor's")
        (unit / name).chmod(0o444)
    (unit / "passwd").symlink_to("/etc/passwd")
    answers = [
        (Slot("a", "", PurePosixPath("app/Dockerfile"), "%%dockerfile app/Dockerfile"), "FROM a"),
        (Slot("b", "", PurePosixPath("predictions.yaml"), "%%answer predictions.yaml"), None),
        (Slot("c", "", None, ""), None),
    ]
    lay_scratch(unit, scratch, answers, ["unit.py"])
    found = {path.relative_to(scratch).as_posix() for path in scratch.rglob("*") if path.is_file()}
    assert found == {"app/Dockerfile", "app/server.js"}
    assert (scratch / "app/Dockerfile").read_text() == "FROM a\n"
