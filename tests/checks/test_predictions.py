"""What a learner foresaw is read as the words that stand there, and what cannot be read is told."""

from pathlib import Path

import pytest

from quaycrane.checks.answer import Answer
from quaycrane.checks.predictions import foreseen, ordered
from quaycrane.errors import InputError

RIGHT = "first:\n  edit: [copy, install]\n"
STEPS = ("copy", "install", "build")


def read(folder: Path, text: str) -> frozenset[str]:
    """Return what a text foresees."""
    (folder / "predictions.yaml").write_text(text)
    return foreseen(Answer(folder), "predictions.yaml", "first", "edit", among=STEPS)


@pytest.mark.parametrize(
    "beside", ["", "note: 2020-13-45", "note: 2020-99-99T99:99:99", f"note: {'9' * 5000}", "note: 0x"]
)
def test_what_stands_beside_does_no_harm(tmp_path: Path, beside: str) -> None:
    """An impossible date, or a number of 5,000 digits, at another place takes no right prediction away."""
    assert read(tmp_path, RIGHT + beside) == {"copy", "install"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (RIGHT + "x: !!int abc", "no YAML, line 3"),
        (RIGHT + "first: {}", "no YAML, line 3"),
        ("[" * 5000, "no YAML"),
        ("first: 3", "no list under 'first', 'edit'"),
        ("first: {edit: [1]}", "no list"),
        ("first: {edit: [copy, 2020-13-45]}", "no step '2020-13-45'"),
        ("", "no list"),
    ],
)
def test_what_cannot_be_read_is_told(tmp_path: Path, text: str, told: str) -> None:
    """A tag that does not fit, an equal key, endless nesting or a word that is no step has its sentence."""
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert told in f"{caught.value.what} {caught.value.why}"


def test_an_order_is_read_as_it_stands(tmp_path: Path) -> None:
    """Each word once, in the order of the list."""
    (tmp_path / "predictions.yaml").write_text("first: [install, copy, build]\n")
    found = ordered(Answer(tmp_path), "predictions.yaml", "first", among=STEPS)
    assert found == ("install", "copy", "build")


@pytest.mark.parametrize("listed", ["install, copy", "install, copy, copy", "install, copy, build, build"])
def test_an_order_of_other_than_each_word_once_is_told(tmp_path: Path, listed: str) -> None:
    """A word that is missing or stands twice makes no order."""
    (tmp_path / "predictions.yaml").write_text(f"first: [{listed}]\n")
    with pytest.raises(InputError) as caught:
        ordered(Answer(tmp_path), "predictions.yaml", "first", among=STEPS)
    assert caught.value.what == "Not each word stands once under 'first'"
