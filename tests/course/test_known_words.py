"""A word that a unit does not know is told beside the answer, before anything is judged."""

from pathlib import Path

from quaycrane.course.known_words import known_words
from quaycrane.notebook.answer_view import view

KNOWN = ("copy-manifest", "install", "copy-sources", "build")


def test_a_misspelt_word_is_told_with_the_one_meant() -> None:
    """The view names the word, those that there are, and the closest of them."""
    shown = repr(view("predictions.yaml", "manifest first:\n  source edit: [copy-source, build]", KNOWN))
    assert "`copy-source` is none of the words" in shown
    assert "Did you mean `copy-sources`?" in shown


def test_right_words_and_free_answers_are_told_nothing() -> None:
    """Words that the unit knows, and answers of a unit that knows none, pass without a word."""
    answer = "manifest first:\n  source edit: [copy-sources, build]"
    assert "none of the words" not in repr(view("predictions.yaml", answer, KNOWN))
    assert "none of the words" not in repr(view("predictions.yaml", "a: [what I like]"))


def test_the_words_are_the_units_own(tmp_path: Path) -> None:
    """They are found by the folder's name; a folder of another name knows none."""
    assert known_words(tmp_path / "03-layers-and-cache", "predictions.yaml") == KNOWN
    assert known_words(tmp_path / "anything", "predictions.yaml") == ()
