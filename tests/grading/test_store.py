"""What was checked is stored whole or not at all, and so is what was graded."""

from pathlib import Path

import pytest

from quaycrane.grading.checking.perform import failed
from quaycrane.grading.checking.work import Executed, Store
from quaycrane.grading.gradebook.unit import Entry, Journal

DONE = Executed("a" * 64, (failed("it was late"),), 1.5, "a slot", ("check",))


def test_a_result_comes_back_as_it_was(tmp_path: Path) -> None:
    """What is stored under a key is found under it, and under no other."""
    store = Store(tmp_path)
    store.put(DONE)
    assert store.get(DONE.key) == DONE
    assert store.get("b" * 64) is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"key": "x"}', '{"key": null, "outcomes": 3}'])
def test_a_damaged_result_is_none(tmp_path: Path, text: str) -> None:
    """After a power cut a file may hold anything: it is checked again then."""
    store = Store(tmp_path)
    store.put(DONE)
    (path,) = store.folder.rglob("*.json")
    path.write_text(text)
    assert store.get(DONE.key) is None


def test_a_result_under_another_key_is_none(tmp_path: Path) -> None:
    """A file that was moved by hand is not taken for another's result."""
    store = Store(tmp_path)
    store.put(DONE)
    (path,) = store.folder.rglob("*.json")
    path.rename(path.with_name("a" * 63 + "b.json"))
    assert store.get("a" * 63 + "b") is None


def test_the_journal_knows_what_was_graded(tmp_path: Path) -> None:
    """An entry is there from when it is written until it is forgotten; a damaged one is none."""
    journal = Journal(tmp_path, "01-unit")
    assert journal.read("ann") is None
    (tmp_path / "autograded" / "ann").mkdir(parents=True)
    journal.write("ann", Entry("word", ("key",)))
    assert journal.read("ann") == Entry("word", ("key",))
    (tmp_path / "autograded" / "ann" / "01-unit.graded").write_text('{"fingerprint": "wo')
    assert journal.read("ann") is None
    journal.forget("ann")
    assert journal.read("ann") is None
