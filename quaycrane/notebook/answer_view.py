"""What `%%answer` shows: that the text was kept, and for YAML how it is read."""

from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import PurePosixPath
from reprlib import Repr
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from quaycrane.checks.answer import is_written
from quaycrane.course.known_words import unknown_words
from quaycrane.notebook.dockerfile_view import NOTHING_YET
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look

_SHORT = Repr()
_SHORT.maxlevel = 3  # aliases can nest without end


def view(name: str, text: str, known: Sequence[str] = ()) -> Shown:
    """Return the view of an answer's text that was written to `name`.

    Args:
        name: The file.
        text: The answer.
        known: The words that may stand in its lists; none for any.
    """
    if not is_written(text):
        return _note("notice", name, NOTHING_YET)
    if PurePosixPath(name).suffix not in {".yaml", ".yml"}:
        words = len(text.split())
        return _note("good", name, f"{words} word{'s' if words != 1 else ''} written.")
    try:
        return _read(name, YAML(typ="safe", pure=True).load(StringIO(text)), known)
    except MarkedYAMLError as error:
        mark = error.problem_mark  # what never ends is found behind the last line
        line = min(mark.line + 1, len(text.splitlines())) if mark else 1
        return _note(
            "bad", name, f"line {line} is no YAML: {error.problem or error.context}. Write `name: value`."
        )
    except (YAMLError, LookupError, ValueError, RecursionError) as error:
        return _note("bad", name, f"this is no YAML: {str(error).splitlines()[0]}.")


def _note(mood: str, name: str, sentence: str) -> Shown:
    return Shown(look.box(mood, [look.strong(f"{name}: ") + look.prose(sentence)]), f"{name}: {sentence}")


def _read(name: str, answers: object, known: Sequence[str]) -> Shown:
    if not isinstance(answers, dict):
        return _note(
            "bad", name, "this is YAML, but no list of answers. Write one `name: value` on each line."
        )
    rows = list(_rows(answers))
    told = f"{len(rows)} answer{'s' if len(rows) != 1 else ''} read as:"
    table = look.grid(("name", "value"), [(look.code(key), look.code(value)) for key, value in rows])
    unknown = unknown_words(answers, known).values()
    parts = [look.strong(f"{name}: ") + look.prose(told), table, *map(look.prose, unknown)]
    lines = [f"{name}: {told}", *(f"  {key}: {value}" for key, value in rows), *unknown]
    return Shown(look.box("notice" if unknown else "good", parts), "\n".join(lines))


def _rows(answers: dict[Any, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in answers.items():
        if isinstance(value, dict) and value and not above:
            yield from _rows(value, f"{key}, ")
        else:
            yield f"{above}{key}", _value(value)


def _value(value: object) -> str:
    if value in (None, [], {}):
        return "(none)"
    if isinstance(value, list) and not any(isinstance(item, list | dict) for item in value):
        return ", ".join(map(_value, value))
    if isinstance(value, bool):
        return "true" if value else "false"
    return _SHORT.repr(value) if isinstance(value, list | dict | set | tuple) else str(value)
