"""One job per module: short modules, short functions."""

import ast
from statistics import median

from tests.fences.sources import MODULES

LONGEST_MODULE = 300
MEDIAN_MODULE = 90
LONGEST_FUNCTION = 50


def test_modules_are_short() -> None:
    """No module has over 300 lines, and half of those with code have fewer than 90."""
    lines = [len(path.read_text(encoding="utf-8").splitlines()) for path in MODULES]
    assert max(lines) <= LONGEST_MODULE
    assert median(count for count in lines if count > 1) < MEDIAN_MODULE


def test_functions_fit_a_screen() -> None:
    """No function has over 50 lines, its documentation included."""
    long = [
        f"{path.name}: {node.name}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef) and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert not long
