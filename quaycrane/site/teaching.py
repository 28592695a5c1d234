"""The page of a unit for who teaches it: the author's words, and what the unit itself can tell."""

import ast
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.kit import catalogue
from quaycrane.recorded import Recorded
from quaycrane.site.playing import recording_of
from quaycrane.units import package_name

_SAYS = re.compile(r"the engine says (.+?)\.?</strong>")
_SETTLES = re.compile(r"predict\.settle\(\s*\"(\w+)\"")
_NO_MISTAKE = {"reference", "untouched"}


def teaching_page(root: Path, unit: str) -> str:
    """Return the page, as Markdown.

    Args:
        root: The course's folder.
        unit: The unit's name.

    Raises:
        InputError: The unit's recording cannot be read.
    """
    (path,) = (root / "source" / unit).glob("*.ipynb")
    cells = nbformat.read(path, as_version=4).cells
    written = root / "quaycrane" / "units" / package_name(unit) / "teaching.md"
    shown = recording_of(root, unit).cells
    parts = (
        written.read_text(encoding="utf-8"),
        "## What they will be able to do\n",
        *(line for line in cells[0].source.splitlines() if line.startswith("- ")),
        "\n## Before the class\n",
        _images(unit),
        "\n## Ask the room\n\nThe notebook's questions, and what the engine said when it was recorded.\n",
        "| question | the engine said |\n|---|---|",
        *_questions(cells, shown),
        "\n## What they hand in\n",
        *_exercises(cells),
        "\n## Answers that lose points\n\nThe checks are tried on these, each with what it fails.\n",
        *_mistakes(root / "answers" / unit),
    )
    return "\n".join(parts) + "\n"


def _images(unit: str) -> str:
    needed = [image for image in catalogue() if unit in image.units]
    names = ", ".join(f"`{image.reference}`" for image in needed)
    total = sum(image.size_mb for image in needed)
    return (
        f"Have the images on each engine: {names}, {total:.0f} MB at most where they are made here. "
        f"`quaycrane kit fetch {unit}` brings them; [The kit](../kit.md) tells of a class without a network."
    )


def _questions(cells: list[Any], shown: tuple[Recorded, ...]) -> Iterator[str]:
    """Yield a line of the table for each prediction that the recording settled."""
    said = dict(pair for cell in shown for pair in _settled(cell))
    calls = (call for cell in cells if cell.cell_type == "code" for call in _predictions(cell.source))
    for name, question in calls:
        if name in said:
            yield f"| {_cell(question)} | {_cell(said[name])} |"


def _settled(cell: Recorded) -> Iterator[tuple[str, str]]:
    told = [_SAYS.search(str(output.get("data", {}).get("text/html", ""))) for output in cell.outputs]
    answers = [match[1] for match in told if match]
    names = _SETTLES.findall(cell.source)
    if len(names) == len(answers):
        yield from zip(names, answers, strict=True)


def _predictions(source: str) -> Iterator[tuple[str, str]]:
    """Yield the name and the question of each prediction that a cell asks for."""
    if not source.startswith("predict("):
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "predict":
            name, question = (ast.literal_eval(one) for one in node.args[:2])
            yield name, question


def _exercises(cells: list[Any]) -> Iterator[str]:
    for cell in cells:
        for title, points in re.findall(r"^### (.+?) \((\d+) points", cell.source, re.MULTILINE):
            yield f"- {title}: {points} points"


def _mistakes(answers: Path) -> Iterator[str]:
    for path in sorted(answers.glob("*/case.toml")):
        case = tomllib.loads(path.read_text(encoding="utf-8"))
        failed = list(dict.fromkeys(check.split("(")[0] for check in case["fails"]))
        if failed and "malformed" not in case and path.parent.name not in _NO_MISTAKE:
            yield f"- {case['title']} {', '.join(f'`{check}`' for check in failed)}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("\n", " ")
