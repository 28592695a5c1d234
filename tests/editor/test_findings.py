"""What is underlined while one types, and where."""

from pathlib import Path

import pytest

from quaycrane.checks.dockerfile import known_rules
from quaycrane.editor.findings import MOST_CHARACTERS, findings
from quaycrane.editor.written import written
from quaycrane.kit import project_root

NOTEBOOK = project_root() / "release" / "03-layers-and-cache" / "layers-and-cache.ipynb"


def told(text: str, path: Path = NOTEBOOK) -> list[tuple[int, str]]:
    """Return the line and the rule of each finding."""
    one = written(text, path)
    assert one
    return [(found.line, found.rule) for found in findings(one)]


def test_a_line_is_counted_in_the_editor() -> None:
    """In a cell the line that names the file counts, in a file there is none."""
    dockerfile = "FROM alpine:3\nWORKDIR app\n"
    assert told(f"%%dockerfile app/Dockerfile\n{dockerfile}") == [(3, "WorkdirRelativePath")]
    assert told(dockerfile, Path("/x/Dockerfile")) == [(2, "WorkdirRelativePath")]


def test_a_compose_file_is_judged_by_what_it_means() -> None:
    """Its rules are told at the lines of a cell, and what Compose would not take."""
    cell = "%%compose compose.yaml\nservices:\n  db:\n    image: mariadb:11\n    heal: 1\n"
    assert (5, "ComposeFileIsValid") in told(cell)


def test_an_answer_is_read_as_yaml_with_its_unit_s_words() -> None:
    """A word that the unit does not know, and what is no YAML, are told where they stand."""
    cell = "%%answer predictions.yaml\nmanifest first:\n  source edit: [copy-sources, buidl]\n"
    assert told(cell) == [(3, "")]
    assert told("%%answer predictions.yaml\na: b: c\n") == [(2, "")]
    assert told("%%answer words.txt\na: [b\n") == []


@pytest.mark.parametrize(
    "text",
    [
        "%%dockerfile app/Dockerfile\n# YOUR ANSWER HERE\n",
        "%%dockerfile app/Dockerfile\n",
        "%%dockerfile app/Dockerfile\nFROM alpine\n" + "# a long comment\n" * (MOST_CHARACTERS // 17),
        "%%dockerfile app/Dockerfile\nFROM alpine:3\n# check=skip=all\n",
    ],
    ids=["placeholder", "empty", "endless", "asked not to"],
)
def test_nothing_is_told_before_there_is_something(text: str) -> None:
    """A placeholder, an endless text and lesser findings are left in peace."""
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("print(1)", "/x/a.ipynb"),
        ("%%bash\nls", "/x/a.ipynb"),
        ("%%dockerfile ../Dockerfile\nFROM alpine", "/x/a.ipynb"),
        ("%%dockerfile /etc/Dockerfile\nFROM alpine", "/x/a.ipynb"),
        ("a: 1", "/x/values.yaml"),
    ],
)
def test_what_is_not_ours_is_left_alone(text: str, path: str) -> None:
    """Other cells, other files, and places outside the notebook's folder are nothing that we judge."""
    assert written(text, Path(path)) is None


def test_same_findings_as_the_rules_own_examples() -> None:
    """Each rule's bad example is underlined with that rule, unless it is a mere note."""
    silent = {
        rule.name
        for rule in known_rules()
        if rule.severity != "note" and rule.ignore is None
        if rule.name not in {name for _, name in told(rule.bad, Path("/nowhere/Dockerfile"))}
    }
    assert silent == set()
