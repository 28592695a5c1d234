"""Dockerfiles are read as BuildKit reads them, and nothing makes the reader raise."""

import random

import pytest

from quaycrane.checks.dockerfile import outline, parse, problems

ALPINE = "FROM alpine:3\n"


def read(text: str) -> list[tuple[int, str, str]]:
    """Return line, keyword and value of each instruction."""
    return [(one.line, one.keyword, one.value) for one in parse(text).instructions]


READ = {
    "lower case": ("from alpine:3\nrun true", [(1, "FROM", "alpine:3"), (2, "RUN", "true")]),
    "comments and blank lines": ("# a\n\nFROM a\n  # b\nRUN b", [(3, "FROM", "a"), (5, "RUN", "b")]),
    "continuation": ("FROM a\nRUN b \\\n c\nRUN", [(1, "FROM", "a"), (2, "RUN", "b  c"), (4, "RUN", "")]),
    "comment in a continuation": ("FROM a\nRUN b \\\n# no\n c", [(1, "FROM", "a"), (2, "RUN", "b  c")]),
    "blank line in a continuation": ("FROM a\nRUN b \\\n\n c", [(1, "FROM", "a"), (2, "RUN", "b  c")]),
    "space after the backslash": ("FROM a\nRUN b \\ \n c", [(1, "FROM", "a"), (2, "RUN", "b  c")]),
    "tab": ("FROM\ta\nRUN\tb", [(1, "FROM", "a"), (2, "RUN", "b")]),
    "Windows line ends": ("FROM a\r\nRUN b \\\r\n c\r\n", [(1, "FROM", "a"), (2, "RUN", "b  c")]),
    "byte order mark": ("\ufeffFROM a\n", [(1, "FROM", "a")]),
    "escape directive": ("# escape=`\nFROM a\nRUN b `\n c\\", [(2, "FROM", "a"), (3, "RUN", "b  c\\")]),
    "late directive": (
        "FROM a\n# escape=`\nRUN b `\nRUN c", [(1, "FROM", "a"), (3, "RUN", "b `"), (4, "RUN", "c")],
    ),
    "heredoc": ("FROM a\nRUN <<E\nFROM b\nE\nRUN c", [(1, "FROM", "a"), (2, "RUN", "<<E"), (5, "RUN", "c")]),
    "empty": ("", []),
    "only comments": ("# a\n# b\n", []),
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), READ.values(), ids=READ.keys())
def test_it_is_read(text: str, found: list[tuple[int, str, str]]) -> None:
    """Each instruction has its line, its keyword in capitals and its joined value."""
    assert read(text) == found


HEREDOCS = {
    "one": ("RUN <<E\na\nb\nE", ("a\nb",)),
    "two": ("RUN <<A <<B\na\nA\nb\nB", ("a", "b")),
    "tabs": ("RUN <<-E\n\ta\n\tE", ("a",)),
    "quoted": ("COPY <<'E' /f\n$a\nE", ("$a",)),
    "same name twice": ("RUN <<E <<E\na\nE\nb\nE", ("a", "b")),
    "dash in its name": ("COPY <<a-b /f\nx\na-b", ("x",)),
    "descriptor": ("RUN 3<<E cat\na\nE", ("a",)),
    "not in quotes": ('RUN echo "a <<E"', ()),
    "not escaped": ("RUN echo \\<<E", ()),
    "not inside a word": ("RUN cat<<E", ()),
    "not in ENV": ("ENV A=<<E", ()),
}


@pytest.mark.parametrize(("text", "found"), HEREDOCS.values(), ids=HEREDOCS.keys())
def test_heredocs_belong_to_their_instruction(text: str, found: tuple[str, ...]) -> None:
    """The texts of heredocs are kept apart, with the tabs taken off that the dash takes off."""
    assert parse(ALPINE + text).instructions[-1].heredocs == found


FORMS = {
    "exec": ('CMD ["node", "a b"]', "exec", ("node", "a b")),
    "shell": ("CMD node a", "shell", ("node", "a")),
    "single quotes are no JSON": ("CMD ['node']", "shell", ("['node']",)),
    "a number is no word": ("CMD [1]", "shell", ("[1]",)),
}


@pytest.mark.parametrize(("text", "form", "arguments"), FORMS.values(), ids=FORMS.keys())
def test_exec_and_shell_form_are_told_apart(text: str, form: str, arguments: tuple[str, ...]) -> None:
    """Only a JSON array of strings is the exec form."""
    (*_, last) = parse(ALPINE + text).instructions
    assert (last.form, last.arguments) == (form, arguments)


def test_flags_are_taken_off() -> None:
    """Flags stand apart from the value, in order."""
    (*_, copy) = parse(f"{ALPINE}COPY --from=build --chown=1:1 /a --b /c").instructions
    assert copy.flags == ("--from=build", "--chown=1:1")
    assert copy.value == "/a --b /c"


def test_stages_have_names_and_bases() -> None:
    """Each FROM begins a stage; its base is resolved with the arguments above it."""
    text = "ARG V=24\nARG T=$V-alpine\nFROM node:${T} AS Build\nRUN a\nFROM ${NONE:-scratch}\n"
    first, second = parse(text).stages
    assert (first.base, first.resolved, first.name, first.line) == ("node:${T}", "node:24-alpine", "build", 3)
    assert (second.resolved, second.name) == ("scratch", "")
    assert [one.keyword for one in first.instructions] == ["RUN"]


PROBLEMS = {
    "no such instruction": ("FROM a\nRUNN b", 2, "no instruction RUNN"),
    "no argument": ("FROM a\nRUN", 2, "RUN needs an argument"),
    "before FROM": ("RUN a\nFROM b", 1, "RUN stands before FROM"),
    "no FROM": ("ARG A=1", 1, "no FROM"),
    "endless heredoc": ("FROM a\nRUN <<E\nb", 2, "E never ends"),
}


@pytest.mark.parametrize(("text", "line", "what"), PROBLEMS.values(), ids=PROBLEMS.keys())
def test_what_cannot_be_read_is_told(text: str, line: int, what: str) -> None:
    """A problem has its line, what is wrong and how to mend it."""
    problem = parse(text).problems[0]
    assert problem.line == line
    assert what in problem.what
    assert problem.fix


def test_outline_says_what_each_instruction_makes() -> None:
    """A row has the line, the instruction and what comes of it; a long one is shortened."""
    rows = outline(f"{ALPINE}RUN {'a' * 200}\nENV A=1\nODD b\n")
    assert [(row.line, row.note) for row in rows] == [
        (1, "base"), (2, "layer"), (3, "configuration"), (4, "unknown"),
    ]  # fmt: skip
    assert len(rows[1].instruction) == 90


def test_no_text_makes_the_reader_raise() -> None:
    """Two thousand broken Dockerfiles are read, outlined and judged, each instruction on its line."""
    chance = random.Random(0)  # noqa: S311 - a repeatable choice, no secret
    seeds = [text for text, _ in READ.values()] + [f"{ALPINE}{text}" for text, _ in HEREDOCS.values()]
    pieces = [
        "\\\n",
        "<<E",
        "\n",
        "FROM ",
        '["',
        "$",
        "${A:-",
        "\x00",
        "é",
        "`",
        "# escape=`\n",
        "--a",
        "\t",
        "[" * 400,
    ]
    for _ in range(2000):
        text = chance.choice(seeds)
        for _ in range(chance.randint(1, 6)):
            at = chance.randint(0, len(text))
            text = text[:at] + chance.choice(pieces) + text[at + chance.randint(0, 3) :]
        found = parse(text)
        lines = [one.line for one in found.instructions]
        assert lines == sorted(set(lines))
        assert len(outline(text)) == len(found.instructions)
        assert all(problem.line <= text.count("\n") + 1 for problem in problems(text))
