"""Variables are put in as BuildKit puts them in."""

from contextlib import suppress

import pytest

from quaycrane.checks.dockerfile.expansion import ExpansionError, Reading, expand, split

KNOWN = {"A": "one", "EMPTY": "", "PATH": "/usr/bin:/bin", "FILE": "a.tar.gz", "STAR": "a*b"}
EXPANDED = {
    "$A": "one",
    "${A}": "one",
    "x$A.y": "xone.y",
    "$NONE": "",
    "${NONE:-two}": "two",
    "${NONE-two}": "two",
    "${EMPTY:-two}": "two",
    "${EMPTY-two}": "",
    "${A:+set}": "set",
    "${EMPTY:+set}": "",
    "${EMPTY+set}": "set",
    "${NONE:+set}": "",
    "${A:?why}": "one",
    "${NONE:-${NONE:-$A}}": "one",
    "${NONE:-a\\}b}": "a}b",
    "\\$A": "$A",
    "'$A'": "$A",
    '"$A"': "one",
    '"a\\"b"': 'a"b',
    '"a\\nb"': "a\\nb",
    "a\\ b": "a b",
    "$": "$",
    "$.": "$.",
    "$1a": "a",
    "${FILE#*.}": "tar.gz",
    "${FILE##*.}": "gz",
    "${FILE%.*}": "a.tar",
    "${FILE%%.*}": "a",
    "${FILE%x}": "a.tar.gz",
    "${FILE#?}": ".tar.gz",
    "${STAR#a\\*}": "b",
    "${FILE/a/A}": "A.tar.gz",
    "${FILE//a/A}": "A.tAr.gz",
    "${FILE//./}": "atargz",
    "${PATH/:*/}": "/usr/bin",
    "${FILE//*/x}": "x",
    "${NONE/a/b}": "",
}


@pytest.mark.parametrize(("text", "found"), EXPANDED.items())
def test_a_variable_is_put_in(text: str, found: str) -> None:
    """Each form gives what BuildKit gives."""
    assert expand(text, KNOWN).text == found


REFUSED = [
    "${",
    "${}",
    "${A",
    "${:x}",
    "${A:",
    "${A!b}",
    "${NONE:?why}",
    "${EMPTY:?}",
    "'a",
    '"a',
    "${A:#x}",
    "${A#\\x}",
]


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_put_in_is_told(text: str) -> None:
    """Broken braces, open quotes, unknown operators and demanded values are errors."""
    with pytest.raises(ExpansionError):
        expand(text, KNOWN)


def test_used_and_missing_variables_are_told_apart() -> None:
    """Both are listed, also those inside a default."""
    found = expand("$A ${B:-$C} '$D'", KNOWN)
    assert found.used == {"A"}
    assert found.missing == {"B", "C"}


def test_the_escape_character_is_the_one_in_force() -> None:
    """With another escape character the backslash is a letter like others."""
    assert expand("C:\\$A `$A", KNOWN, "`").text == "C:\\one $A"


def test_words_are_split_after_variables() -> None:
    """A space in a value ends a word, a quoted one does not."""
    assert split('a$S "b $S"', {"S": " c d"}, Reading()) == ["a", "c", "d", "b  c d"]


EVIL = ["${A:-" * 5000, "${B/" + "*a" * 3000 + "/}", "${B#" + "*a" * 40 + "b}", "$" * 100_000]


@pytest.mark.parametrize("text", EVIL, ids=range(len(EVIL)))
def test_nothing_makes_it_hang_or_fall(text: str) -> None:
    """Deep defaults and evil patterns end at once, with our own error at most."""
    with suppress(ExpansionError):
        expand(text, {"B": "a" * 4000})
