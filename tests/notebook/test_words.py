"""How a line of `%docker` becomes words."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from quaycrane.errors import InputError
from quaycrane.notebook.words import commands, words

NAMES: dict[str, Any] = {"web": SimpleNamespace(id="ab cd"), "n": 3, "names": ["a"], "text": "it's"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run -d  alpine:3 sleep 9", ["run", "-d", "alpine:3", "sleep", "9"]),
        ("rm {web.id} $n x{n}y ${n}z", ["rm", "ab cd", "3", "x3y", "3z"]),
        ("rm {names[0]} {text}", ["rm", "a", "it's"]),
        ("ps --format '{{.ID}} {n}' {{.Names}}", ["ps", "--format", "{{.ID}} 3", "{{.Names}}"]),
        ("sh -c 'echo $n $HOME {x} {a,b}'", ["sh", "-c", "echo $n $HOME {x} {a,b}"]),
        ('a "b $n \\$n {n} {print}" c', ["a", "b 3 $n 3 {print}", "c"]),
        ("a '' \"\" b''c", ["a", "", "", "bc"]),
        (r"a\ b \{n\} c\"d", ["a b", "{n}", 'c"d']),
        ('-e {"a":1} $nosuchthing', ["-e", '{"a":1}', "$nosuchthing"]),
        ("a # b {nope}", ["a"]),
        ("a#b", ["a#b"]),
        ("", []),
    ],
)
def test_words_are_a_shell_s_with_our_variables(line: str, expected: list[str]) -> None:
    """Quotes, escapes and comments are a shell's; variables of the notebook are filled in as one word."""
    assert words(line, NAMES) == expected


def test_places_are_filled_in(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The folder, the home and the environment's variables stand where a shell would put them."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PWD", str(tmp_path))
    monkeypatch.setenv("HOME", "/home/ann")
    line = "-v $PWD:/a -v $(pwd)/b:/b ~/c \"$(pwd)\" '$(pwd)' a~/b"
    here = str(tmp_path)
    expected = ["-v", f"{here}:/a", "-v", f"{here}/b:/b", "/home/ann/c", here, "$(pwd)", "a~/b"]
    assert words(line, {}) == expected


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("rm {nope}", "no variable `nope`"),
        ("rm {n.nope}", "cannot be filled in"),
        ("ps | wc", "the shell's"),
        ("ps > file", "the shell's"),
        ("ps && ps", "the shell's"),
        ("run 'a", "A quote ' does not end"),
    ],
)
def test_what_cannot_be_read_is_told(line: str, what: str) -> None:
    """A name that is not there, what only a shell can do, and an open quote are told, with what to do."""
    with pytest.raises(InputError, match=what.replace("(", r"\(")) as caught:
        words(line, NAMES)
    assert caught.value.fix


def test_cell_is_lines_of_commands() -> None:
    """Each line is a command; a backslash joins two, comments are none, `docker` may stand there."""
    cell = "# first\nps -a\n\n  docker run \\\n    -d alpine:3\nrm x\n"
    assert list(commands(cell)) == ["ps -a", "run -d alpine:3", "rm x"]
