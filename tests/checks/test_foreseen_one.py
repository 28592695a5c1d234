"""A word or a number that was foreseen is read from YAML, and what is neither is told."""

from pathlib import Path

import pytest

from quaycrane.checks.answer import Answer
from quaycrane.checks.foreseen_one import foreseen_number, foreseen_word
from quaycrane.errors import InputError

FILE = "predictions.yaml"


def _answer(folder: Path, text: str) -> Answer:
    (folder / FILE).write_text(text)
    return Answer(folder)


def test_a_word_and_a_number_are_read(tmp_path: Path) -> None:
    """Both stand at the end of their keys."""
    answer = _answer(tmp_path, "file:\n  rm: gone\ncode:\n  stop: 137\n")
    assert foreseen_word(answer, FILE, "file", "rm", among=["there", "gone"]) == "gone"
    assert foreseen_number(answer, FILE, "code", "stop") == 137


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("file: {rm: [gone]}", "There is a list under 'file', 'rm'"),
        ("file: {rm: {gone: 1}}", "There is a mapping under 'file', 'rm'"),
        ("file: {rm: away}", "There is 'away' under 'file', 'rm'"),
        ("file: {rm: }", "There is nothing under 'file', 'rm'"),
        ("file: [rm]", "There is nothing under 'file', 'rm'"),
        ("other: {rm: gone}", "There is nothing under 'file', 'rm'"),
        ("", "There is nothing under 'file', 'rm'"),
        ("file: {rm: gone\n", "is no YAML"),
    ],
)
def test_what_is_no_word_of_the_form_is_told(tmp_path: Path, text: str, told: str) -> None:
    """A list, another word, nothing, other keys, no YAML: one sentence each."""
    with pytest.raises(InputError) as caught:
        foreseen_word(_answer(tmp_path, text), FILE, "file", "rm", among=["there", "gone"])
    assert told in caught.value.what


@pytest.mark.parametrize("text", ['code: {stop: "137"}', "code: {stop: true}", "code: {stop: 13.7}"])
def test_what_is_no_whole_number_is_told(tmp_path: Path, text: str) -> None:
    """A number as text, a truth and a fraction are no exit codes."""
    with pytest.raises(InputError, match=r"There is .* under 'code', 'stop'") as caught:
        foreseen_number(_answer(tmp_path, text), FILE, "code", "stop")
    assert "without quotes" in caught.value.fix
