"""What the unit's labs find out on a real engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.kit import project_root
from quaycrane.units.writing_dockerfiles.labs import (
    CHOICES,
    Endings,
    Workspace,
    arriving,
    desk,
    endings,
    ignores,
    practised,
    written,
)

UNIT = project_root() / "source" / "04-writing-dockerfiles"

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def ended(engine: Engine) -> Iterator[Endings]:
    """How the forms ended."""
    yield endings(engine, UNIT / "stops")
    engine.sweep_own()


def test_only_a_server_that_hears_the_signal_closes_in_order(ended: Endings) -> None:
    """Exec form with a handler and a shell's exec close in order; without a handler it is killed."""
    assert {"exec form, handler", "shell form with exec, handler"} <= set(ended.closed)
    assert "exec form, no handler" in ended.killed
    assert "exec form, no handler, --init" not in ended.killed


def test_process_one_is_named(ended: Endings) -> None:
    """In the shell form process 1 is the shell; with exec it is the server."""
    first = {one.form: one.first for one in ended.endings}
    assert first["shell form, handler"].startswith("/bin/sh -c")
    assert first["shell form with exec, handler"] == "node polite.js"


def test_patterns_count_from_the_root(engine: Engine) -> None:
    """A bare name keeps out what is at the root; **/ means every folder; the columns are the texts."""
    assert "api/.env" in arriving(engine, ".env\nnode_modules\n")
    rows = ignores(engine, "", "**/.env\n**/node_modules\n")
    assert [row["**/.env **/node_modules"] for row in rows] == [
        "kept out",
        "kept out",
        "arrives",
        "kept out",
        "kept out",
        "arrives",
    ]
    assert {row["no .dockerignore"] for row in rows} == {"arrives"}


def test_without_an_application_there_is_no_desk(engine: Engine, tmp_path: Path) -> None:
    """A folder that holds no lock file is said to hold none."""
    with pytest.raises(InputError, match=r"holds no package-lock\.json"):
        desk(engine, tmp_path)


def test_practices_are_written_and_measured(engine: Engine) -> None:
    """With all practices the image is small, runs as nginx, and an edit does not install again."""
    with Workspace(engine, UNIT / "front") as work:
        made = practised(engine, work, CHOICES)
    assert made.size_bytes < 40e6
    assert made.user == "nginx"
    assert made.rerun[:2] == ("COPY . .", "RUN npm run build")
    assert not made.warnings
    assert "CMD npm run preview -- --port 3000\n" in written(())
