"""What does not depend on an answer is looked at once for a class."""

from pathlib import Path

import pytest

from quaycrane.checks.answer import Answer
from quaycrane.checks.remembered import REMEMBERED, remembered


@pytest.fixture
def answer(tmp_path: Path) -> Answer:
    """A Dockerfile of the unit's own, in a folder with a learner's."""
    app = tmp_path / "app"
    app.mkdir()
    (app / "package.json").write_text("{}")
    (app / "Dockerfile").write_text("FROM ann")
    made = Answer(app)
    made.__dict__["text"] = "FROM unit"
    return made


class Look:
    """Counts how often somebody looked."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self) -> list[str]:
        """See something else each time."""
        self.count += 1
        return [str(self.count)]


def test_the_same_question_is_looked_at_once(
    answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another learner's Dockerfile changes nothing; another file, edit or order is another question."""
    monkeypatch.setenv(REMEMBERED, str(tmp_path))
    look = Look()
    assert remembered(answer, "source edit", look) == ["1"]
    (answer.folder / "Dockerfile").write_text("FROM mia")
    assert remembered(answer, "source edit", look) == ["1"]
    assert remembered(answer, "manifest edit", look) == ["2"]
    answer.__dict__["text"] = "FROM other"
    assert remembered(answer, "source edit", look) == ["3"]
    (answer.folder / ".dockerignore").write_text("src")
    assert remembered(answer, "source edit", look) == ["4"]
    (answer.folder / "src").mkdir()
    (answer.folder / "src" / "Dockerfile").write_text("FROM below")
    assert remembered(answer, "source edit", look) == ["5"]


def test_without_a_grader_nothing_is_kept(answer: Answer, monkeypatch: pytest.MonkeyPatch) -> None:
    """A student who runs a check again looks again."""
    monkeypatch.delenv(REMEMBERED, raising=False)
    look = Look()
    assert [remembered(answer, "source edit", look) for _ in range(2)] == [["1"], ["2"]]


def test_a_failure_is_not_remembered(answer: Answer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the look itself failed, the next one looks."""
    monkeypatch.setenv(REMEMBERED, str(tmp_path))
    with pytest.raises(OSError, match="gone"):
        remembered(answer, "source edit", lambda: (_ for _ in ()).throw(OSError("gone")))
    assert remembered(answer, "source edit", Look()) == ["1"]
