"""Submitted files and notebooks that try something."""

import os
from functools import partial
from pathlib import Path
from typing import Any

import nbformat

from quaycrane.grading.reading.malformed import MALFORMED
from tests.hostile.attack import FULL_POINTS, HONEST, Attack

NAME = "hostile"


def attacks(planted: Path) -> tuple[Attack, ...]:
    """Return the attacks.

    Args:
        planted: A file that none of them may manage to write.
    """
    return (*_python(planted), *_files(), *_predictions())


def _python(planted: Path) -> tuple[Attack, ...]:
    python = f"open({str(planted)!r}, 'w').write('x')"
    shell = f"%%dockerfile {{{python}}} $HOME `id` app/Dockerfile\n{HONEST}"
    return (
        Attack("replaced-grade-cells", "writes its own marks into the grade cells", "answers GET",
               most=FULL_POINTS, spoil=partial(_replaced, python)),
        Attack("added-grade-cells", "adds grade cells of its own", "answers GET",
               most=FULL_POINTS, spoil=partial(_added, python)),
        Attack("patched-ipython", "patches IPython and the package in a set-up cell", "answers GET",
               most=FULL_POINTS, spoil=partial(_patched, python)),
        Attack("module-beside", "puts a docker.py and others beside the notebook", "answers GET",
               most=FULL_POINTS, spoil=partial(_beside, python)),
        Attack("magic-that-expands", "puts Python and a shell into its magic line", "answers GET",
               most=FULL_POINTS, spoil=partial(_answered, shell)),
        Attack("python-for-an-answer", "answers with Python", "did not build",
               spoil=partial(_answered, f"{python}\n!touch {planted}")),
        Attack("path-outside", "names a path outside in its magic line", "answers GET", most=FULL_POINTS,
               spoil=partial(_answered, f"%%dockerfile ../../../../..{planted}\n{HONEST}")),
    )  # fmt: skip


def _replaced(python: str, _folder: Path, notebook: Any) -> None:
    for cell in notebook.cells:
        if cell.metadata.get("nbgrader", {}).get("grade") and cell.cell_type == "code":
            cell.source = f"{python}\n100.0"


def _added(python: str, _folder: Path, notebook: Any) -> None:
    for cell in list(notebook.cells):
        if cell.metadata.get("nbgrader", {}).get("grade"):
            copy = nbformat.from_dict(cell)
            copy.source, copy.id = f"{python}\n100.0", f"{cell.id}-mine"
            copy.metadata.nbgrader.grade_id += "-mine"
            notebook.cells.append(copy)


def _patched(python: str, _folder: Path, notebook: Any) -> None:
    patch = (
        "import IPython, quaycrane.checks as checks\n"
        "checks.check = lambda *_: type('R', (), {'mark': lambda s, n: float(n)})()\n"
        f"IPython.get_ipython().events.register('pre_run_cell', lambda *_: {python})\n"
    )
    notebook.cells.insert(0, nbformat.v4.new_code_cell(patch, metadata={"tags": ["setup"]}))


def _beside(python: str, folder: Path, _notebook: Any) -> None:
    for name in ("docker.py", "quaycrane.py", "sitecustomize.py", "ipython_config.py", "app/json.py"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(python)


def _answered(text: str, _folder: Path, notebook: Any) -> None:
    names = {cell.metadata.get("nbgrader", {}).get("grade_id"): cell for cell in notebook.cells}
    names["dockerfile"].source = text


def _files() -> tuple[Attack, ...]:
    def malformed(how: str) -> Any:
        return lambda folder, notebook: MALFORMED[how](folder, f"{NAME}.ipynb", notebook)

    def pipe(folder: Path, _notebook: Any) -> None:
        os.mkfifo(folder / f"{NAME}.ipynb")

    def link_away(folder: Path, _notebook: Any) -> None:
        folder.rmdir()
        folder.symlink_to("/etc")

    def dots(folder: Path, notebook: Any) -> None:
        nbformat.write(notebook, folder / "..ipynb")
        nbformat.write(notebook, folder / "a..%2F..%2Fb.ipynb")

    def links_inside(folder: Path, notebook: Any) -> None:
        nbformat.write(notebook, folder / f"{NAME}.ipynb")
        (folder / "app").symlink_to("/")
        (folder / "predictions.yaml").symlink_to("/etc/passwd")
        (folder / "timestamp.txt").symlink_to("/etc/passwd")

    return (
        Attack("linked-notebook", "hands in a link to a file of the host", "is a link", spoil=malformed("link")),
        Attack("linked-folder", "hands in a link to a folder of the host", "is a link", spoil=link_away),
        Attack("links-beside", "puts links to the host beside the notebook", "answers GET",
               most=FULL_POINTS, spoil=links_inside),
        Attack("pipe", "hands in a pipe that never ends", "no regular file|no notebook", spoil=pipe),
        Attack("names-with-dots", "calls its files with ..", "There is no", spoil=dots),
        Attack("ten-thousand-cells", "adds 10,000 cells", "answers GET", most=FULL_POINTS, spoil=malformed("cells-added")),
        Attack("edited-metadata", "gives itself 1,000 points", "answers GET|missing", most=FULL_POINTS,
               spoil=malformed("metadata-edited")),
        Attack("swapped-ids", "swaps the names of its cells", ".", most=FULL_POINTS, spoil=malformed("ids-swapped")),
        Attack("doubled-cells", "hands in every cell twice", "answers GET", most=FULL_POINTS,
               spoil=malformed("cells-doubled")),
        Attack("no-utf-8", "hands in bytes that are no text", "not a notebook|no valid JSON|encoding",
               spoil=malformed("binary")),
        Attack("nested-json", "nests JSON 200,000 deep", "nested too deeply", spoil=malformed("nested")),
        Attack("huge-answer", "answers with 10 MB", "was not read", spoil=malformed("huge-answer")),
        Attack("truncated", "hands in half a file", "no valid JSON", spoil=malformed("truncated")),
    )  # fmt: skip


def _predictions() -> tuple[Attack, ...]:
    doubled = "".join(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]\n" for n in range(1, 40))
    bomb = f"a0: &a0 [x, x]\n{doubled}manifest first: {{no change: *a39}}\n"
    return (
        Attack("yaml-anchors", "has YAML anchors that explode", "There is no list|took more than|no YAML",
               predictions=bomb, most=FULL_POINTS),
        Attack("deep-yaml", "nests YAML 20,000 deep", "nested too deeply|no YAML", predictions="[" * 20_000,
               most=FULL_POINTS),
        Attack("yaml-python", "makes a Python object of YAML", "no YAML|There is no list",
               predictions="manifest first: !!python/object/apply:os.system ['id']\n", most=FULL_POINTS),
    )  # fmt: skip
