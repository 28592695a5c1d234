"""The commands of a script are told from what is only printed, quoted or commented."""

import pytest

from quaycrane.checks.dockerfile import parse
from quaycrane.checks.dockerfile.shell import commands, commands_of

SCRIPTS = {
    "joined": ("a 1 && b 2 || c; d", [("a", "1"), ("b", "2"), ("c",), ("d",)]),
    "a pipe": ("a | b |& c", [("a",), ("b",), ("c",)]),
    "quotes": ("a 'b && c' \"d ; e\" f\\ g", [("a", "b && c", "d ; e", "f g")]),
    "a comment": ("a # b && c\nd", [("a",), ("d",)]),
    "a hash inside a word": ("a b#c", [("a", "b#c")]),
    "an assignment": ("A=1 B='2 3' a b", [("a", "b")]),
    "a condition": ("if a; then b; else c; fi", [("a",), ("b",), ("c",)]),
    "a substitution": ("a $(b c) d", [("a", "$(b c)", "d"), ("b", "c")]),
    "a quoted substitution": ('a "$(b c)"', [("a", "$(b c)"), ("b", "c")]),
    "a shell": ("sh -ec 'a && b'", [("a",), ("b",)]),
    "a shell's script": ("sh a.sh", [("sh", "a.sh")]),
    "exec and eval": ("exec a; eval 'b c'", [("a",), ("b", "c")]),
    "sudo": ("sudo -E a b", [("sudo", "-E"), ("a", "b")]),
    "a continued line": ("a \\\n b", [("a", "b")]),
    "an open quote": ("a 'b", [("a", "'b")]),
    "nothing": ("", []),
}


@pytest.mark.parametrize(("script", "found"), SCRIPTS.values(), ids=SCRIPTS.keys())
def test_commands_are_found(script: str, found: list[tuple[str, ...]]) -> None:
    """Each command has its words without quotes."""
    assert [command.words for command in commands(script)] == found


RUNS = {
    "exec form": ('RUN ["a", "b && c"]', [("a", "b && c")]),
    "a heredoc alone": ("RUN <<E\na\nb\nE", [("a",), ("b",)]),
    "a heredoc for a shell": ("RUN <<E bash\na\nE", [("bash",), ("a",)]),
    "a heredoc for another program": ("RUN <<E python3\na\nE", [("python3",)]),
    "a heredoc that is written": ("RUN cat <<E > /f\na\nE", [("cat",)]),
    "a health check": ("HEALTHCHECK CMD a || exit 1", [("a",), ("exit", "1")]),
    "a health check in exec form": ('HEALTHCHECK CMD ["a", "b"]', [("a", "b")]),
}


@pytest.mark.parametrize(("line", "found"), RUNS.values(), ids=RUNS.keys())
def test_an_instruction_carries_out(line: str, found: list[tuple[str, ...]]) -> None:
    """A heredoc counts where a shell reads it, and only there."""
    (instruction,) = parse(f"FROM a\n{line}\n").stages[0].instructions
    assert [command.words for command in commands_of(instruction)] == found
