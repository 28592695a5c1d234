"""Judges what somebody is writing, by the rules that `%%dockerfile` and `%%compose` show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import StringIO

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from quaycrane.checks.answer import is_written
from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.source import Source
from quaycrane.checks.lint.texts import lint_text
from quaycrane.checks.severity import Severity
from quaycrane.course.known_words import known_words, unknown_words
from quaycrane.editor.written import Written

MOST_CHARACTERS = 100_000
"""A longer text is not judged while somebody writes it."""


@dataclass(frozen=True)
class EditorFinding:
    """What is to be underlined.

    Attributes:
        line: Of the editor, from 1.
        severity: ``error`` or ``warning``.
        rule: The rule's name; empty for what is no rule's.
        observed: What stands there.
        fix: How to mend it.
    """

    line: int
    severity: str
    rule: str
    observed: str
    fix: str


def findings(one: Written) -> list[EditorFinding]:
    """Return what is to be underlined in a text; nothing before something is written."""
    if not is_written(one.text) or len(one.text) > MOST_CHARACTERS:
        return []
    return list(_in_answer(one) if one.kind == "answer" else _by_rules(one))


def _by_rules(one: Written) -> Iterator[EditorFinding]:
    source = Source(one.file, one.path, one.text, compose=one.kind == "compose", saved=False)
    for found in lint_text(source, {}, Asking(seconds_left=0)):
        if found.file == one.file and not found.ignored and found.rule.severity is not Severity.NOTE:
            line = found.line + one.above
            yield EditorFinding(line, found.rule.severity, found.rule.name, found.observed, found.fix)


def _in_answer(one: Written) -> Iterator[EditorFinding]:
    if not one.is_yaml:
        return
    try:
        read = YAML(typ="safe", pure=True).load(StringIO(one.text))
    except MarkedYAMLError as error:
        mark = error.problem_mark
        line = min(mark.line + 1, len(one.text.splitlines())) if mark else 1
        told = f"This is no YAML: {error.problem or error.context}"
        yield EditorFinding(line + one.above, Severity.ERROR, "", told, "Write `name: value`")
        return
    except (YAMLError, LookupError, ValueError, RecursionError):
        return
    for word, told in unknown_words(read, known_words(one.unit, one.file)).items():
        yield EditorFinding(_line_of(word, one.text) + one.above, Severity.ERROR, "", told, "")


def _line_of(word: str, text: str) -> int:
    found = re.search(rf"(?<![\w-]){re.escape(word)}(?![\w-])", text)
    return text.count("\n", 0, found.start()) + 1 if found else 1
