"""No test waits by sleeping."""

import ast

from quaycrane.kit import project_root


def test_no_test_sleeps() -> None:
    """What is awaited is asked for again and again: a fixed pause is too long, or too short."""
    sleeping = [
        f"{path.name}:{node.lineno}"
        for path in sorted((project_root() / "tests").rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) in {"time.sleep", "sleep"}
    ]
    assert sleeping == []
