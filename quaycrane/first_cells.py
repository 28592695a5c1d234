"""Says which cell comes first where a cell uses a name that is not there, as after a restart.

Every kernel of the environment loads this as an extension of IPython (``etc/ipython``), also one in which no
cell of the course has run; so it loads nothing of the course, and speaks in its notebooks only.
"""

import ast
import json
import re
import sys
from collections.abc import Container, Iterator
from pathlib import Path
from typing import Any

_SETUP = "%load_ext quaycrane.notebook"
_BEGINNING_CHARACTERS = 60


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Answer a NameError in the course's notebooks with the cell that comes first, and know its magics."""
    if "quaycrane.notebook" in sys.modules:  # which does the same, and more
        return
    shell.set_custom_exc((NameError,), _handle)
    for name in ("answer", "compose", "docker", "dockerfile"):
        shell.magics_manager.register_lazy(name, "quaycrane.notebook")


def advice(name: str, folder: Path, known: Container[str]) -> list[str]:
    """Return what happened and what to do, as two lines; none where no notebook of ours makes the name.

    Args:
        name: What is not there.
        folder: The notebook's folder.
        known: The names that are there.
    """
    for path in sorted(folder.glob("*.ipynb")):
        cells = _code_cells(path)
        setup = next((cell for cell in cells if _SETUP in cell), None)
        maker = next((cell for cell in cells if name in _made(cell)), None)
        if setup is None or maker is None:
            continue
        begins = f"the cell that begins `{_beginning(maker)}`"
        if any(one in known for one in _made(setup)):
            return [f"`{name}` is not there yet", f"Run {begins} first, then this one again"]
        then = "then this one again" if maker == setup else f"then {begins}, then this one"
        what = f"`{name}` is not there: this kernel was restarted, or has just begun"
        return [what, f"Run the first two cells, {then}. Or all at once: Run, Run All Above Selected Cell"]
    return []


def _handle(shell: Any, kind: type, error: NameError, trace: Any, tb_offset: int | None = None) -> None:  # noqa: ANN401
    lines = advice(str(error.name), Path.cwd(), shell.user_ns)
    if lines:
        shell._showtraceback(kind, error, [f"\x1b[1m{lines[0]}\x1b[0m", f"fix: {lines[1]}"])  # noqa: SLF001
    else:
        shell.showtraceback((kind, error, trace), tb_offset=tb_offset)


def _code_cells(path: Path) -> list[str]:
    try:
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, LookupError, TypeError):
        return []


def _made(cell: str) -> set[str]:
    """Return the names that a cell makes; for one of a magic there are none."""
    if cell.startswith("%%"):
        return set()
    plain = re.sub(r"(?m)^(\s*)(?:(\w+)\s*=\s*)?[%!].*$", r"\1\2 = 0", cell).replace("\n = 0", "\npass")
    plain = re.sub(r"(?m)^(\s*) = 0$", r"\1pass", plain)
    try:
        return set(_bound(ast.parse(plain)))
    except SyntaxError:
        return set()


def _bound(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        match node:
            case ast.Name(id=name, ctx=ast.Store()) | ast.FunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.alias(name=name, asname=given):
                yield given or name.partition(".")[0]


def _beginning(cell: str) -> str:
    first = next((line for line in cell.splitlines() if line.strip() and line[0] not in "#%"), cell)
    return first if len(first) <= _BEGINNING_CHARACTERS else f"{first[:_BEGINNING_CHARACTERS]} …"
