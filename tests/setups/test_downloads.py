"""Downloads of a learning platform come in and marks go out, by the commands of docs/guide/setups.md."""

import csv
import subprocess
from pathlib import Path
from zipfile import ZipFile

import nbformat
import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.grading import answered, cases
from quaycrane.kit import project_root
from tests.setups.conftest import in_shell
from tests.setups.page import section

UNIT = "03-layers-and-cache"
_TABLE = 'Student,ID,SIS User ID,SIS Login ID,Section\n"Ähnlich, Ann",11,a,ann,\n"Stone, Bob",12,b,bob,\n'


@pytest.mark.engine
@pytest.mark.sampled(3)
def test_a_download_comes_in_and_marks_go_out(engine: Engine, course: Path) -> None:
    """Ann's second hand-in is right and counts, Bob's is empty; Canvas gets both marks by their logins."""
    kit.ensure(engine, [UNIT])
    (course.parent / "Downloads").mkdir()
    (course.parent / "Downloads" / "class.csv").write_text(_TABLE, encoding="utf-8")
    release = nbformat.read(course / "release" / UNIT / "layers-and-cache.ipynb", as_version=4)
    right = next(case for case in cases(project_root() / "answers" / UNIT) if not case.fails)
    answers = {**right.answers}
    with ZipFile(course.parent / "Downloads" / "submissions.zip", "w") as download:
        empty, full = nbformat.writes(release), nbformat.writes(answered(release, answers))
        download.writestr("aehnlichann_11_100_layers-and-cache.ipynb", empty)
        download.writestr("aehnlichann_LATE_11_200_layers-and-cache-1.ipynb", full)
        download.writestr("stonebob_12_101_layers-and-cache.ipynb", empty)
    printed = ""
    for block in section("Moodle or Canvas"):
        done = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", block.text],
            cwd=course, env=in_shell(course) | engine.environment,
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        printed += done.stdout + done.stderr
        assert done.returncode == 0, printed
    assert "ann handed in late" in printed
    with (course / "canvas.csv").open(encoding="utf-8") as file:
        rows = {row["SIS Login ID"]: row for row in csv.DictReader(file)}
    assert rows["ann"]["Student"] == "Ähnlich, Ann"
    assert "left out" in printed
    assert (course / "moodle.csv").exists()
