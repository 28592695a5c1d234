"""What `%%answer` shows: that the text was kept, and for YAML how it is read."""

from collections.abc import Iterator
from io import StringIO
from pathlib import PurePosixPath
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from quaycrane.checks.answer import is_written
from quaycrane.notebook.dockerfile_view import NOTHING_YET
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look


def view(name: str, text: str) -> Shown:
    """Return the view of an answer's text that was written to `name`."""
    if not is_written(text):
        return _note("notice", name, NOTHING_YET)
    if PurePosixPath(name).suffix not in {".yaml", ".yml"}:
        words = len(text.split())
        return _note("good", name, f"{words} word{'s' if words != 1 else ''} written.")
    try:
        answers = YAML(typ="safe", pure=True).load(StringIO(text))
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        return _note(
            "bad", name, f"line {line} is no YAML: {error.problem or error.context}. Write `name: value`."
        )
    except (YAMLError, ValueError, RecursionError) as error:
        return _note("bad", name, f"this is no YAML: {str(error).splitlines()[0]}.")
    if not isinstance(answers, dict):
        return _note(
            "bad", name, "this is YAML, but no list of answers. Write one `name: value` on each line."
        )
    return _mapping(name, answers)


def _note(mood: str, name: str, sentence: str) -> Shown:
    return Shown(look.box(mood, [look.strong(f"{name}: ") + look.prose(sentence)]), f"{name}: {sentence}")


def _mapping(name: str, answers: dict[Any, Any]) -> Shown:
    rows = list(_rows(answers))
    told = f"{len(rows)} answer{'s' if len(rows) != 1 else ''} read as:"
    table = look.grid(("name", "value"), [(look.code(key), look.code(value)) for key, value in rows])
    html = look.box("good", [look.strong(f"{name}: ") + look.prose(told), table])
    return Shown(html, "\n".join([f"{name}: {told}", *(f"  {key}: {value}" for key, value in rows)]))


def _rows(answers: dict[Any, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        if isinstance(value, dict) and not above:
            yield from _rows(value, f"{key}, ")
        else:
            yield f"{above}{key}", _value(value)


def _value(value: object) -> str:
    if value is None or value == []:
        return "(none)"
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(map(_value, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
