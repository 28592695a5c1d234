"""A submitted notebook is read in any shape, or refused with a reason."""

import json
import os
from pathlib import Path

import pytest

from quaycrane.errors import InputError
from quaycrane.grading.reading.answers import MAX_NOTEBOOK_BYTES, read
from quaycrane.grading.reading.malformed import MALFORMED
from tests.grading.conftest import CHECKS, source_notebook

REFUSED = {"not-json", "empty", "not-a-notebook", "truncated", "nested", "binary", "link"}


@pytest.mark.parametrize("kind", sorted(set(MALFORMED) - {"no-notebook", "renamed"}))
def test_every_shape_is_read_or_refused(tmp_path: Path, kind: str) -> None:
    """Whatever the file is, we get its cells or a reason in words."""
    MALFORMED[kind](tmp_path, "mini.ipynb", source_notebook(CHECKS))
    if kind in REFUSED:
        with pytest.raises(InputError):
            read(tmp_path / "mini.ipynb")
    else:
        assert read(tmp_path / "mini.ipynb").cells


@pytest.mark.parametrize(
    "content",
    ["null", "[]", "3", '{"cells": {}}', '{"worksheets": []}', '{"worksheets": [3]}', "9" * 10_000],
)
def test_json_that_is_no_notebook_is_refused(tmp_path: Path, content: str) -> None:
    """JSON of another kind is told apart from a notebook."""
    path = tmp_path / "mini.ipynb"
    path.write_text(content)
    with pytest.raises(InputError, match="not a notebook"):
        read(path)


def test_odd_cells_are_read_as_far_as_they_go(tmp_path: Path) -> None:
    """Metadata of any type and sources of any type stop nothing."""
    cells = [
        None,
        {"source": 3, "metadata": "none", "id": 4},
        {"source": ["a\n", 5, "b"], "metadata": {"nbgrader": {"grade_id": ["x"]}}},
        {"source": "c", "metadata": {"nbgrader": {"grade_id": "name"}}},
    ]
    path = tmp_path / "mini.ipynb"
    path.write_text(json.dumps({"cells": cells}))
    found = read(path).cells
    assert [(cell.grade_id, cell.text) for cell in found] == [("", ""), ("", "a\nb"), ("name", "c")]


def test_what_is_no_regular_file_is_refused_at_once(tmp_path: Path) -> None:
    """A pipe does not hold up the grading, and neither does a folder or a huge file."""
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    with (tmp_path / "huge.ipynb").open("wb") as file:
        file.truncate(MAX_NOTEBOOK_BYTES + 1)
    for name in ("pipe", "folder", "huge", "missing"):
        with pytest.raises(InputError):
            read(tmp_path / f"{name}.ipynb")
