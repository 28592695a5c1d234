"""Each mistake of a beginner is told in a first sentence that names it."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.checks import Outcome, Verdict, check
from quaycrane.kit import project_root
from tests.notebooks.asked import asked
from tests.units.layers_and_cache.mistakes import Mistake, mistakes, page

UNIT = "03-layers-and-cache"


def outcomes(application: Path) -> Iterator[Outcome]:
    """Yield what the unit's checks come to, one after another."""
    for one in asked(UNIT)["app"]:
        yield from check(application, one).outcomes


@pytest.mark.engine
@pytest.mark.sampled(3)
@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize("mistake", mistakes(), ids=lambda one: one.title)
def test_the_first_sentence_names_the_mistake(
    mistake: Mistake, application: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What fails first begins with the sentence of the table."""
    monkeypatch.setenv("QUAYCRANE_BUILD_SECONDS", "40")
    folder = tmp_path / "app"
    shutil.copytree(application, folder, ignore=shutil.ignore_patterns("node_modules", "Dockerfile"))
    (folder / "Dockerfile").write_text(mistake.dockerfile)
    failed = next(one for one in outcomes(folder) if one.verdict is Verdict.FAILED)
    said = failed.observed.splitlines()[0]
    assert re.fullmatch(re.escape(mistake.says).replace("…", ".+"), said), said


def test_there_are_thirty_and_the_page_tells_them() -> None:
    """The page is made of the table that the test above goes through."""
    assert len({one.title for one in mistakes()}) >= 30
    written = (project_root() / "docs" / "beginner-mistakes.md").read_text(encoding="utf-8")
    assert written == page()
