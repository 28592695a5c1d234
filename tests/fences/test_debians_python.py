"""Nothing asks for what Python 3.11.2, which Debian 12 brings, does not have."""

import ast

import pytest

from quaycrane.kit import project_root


@pytest.mark.parametrize("folder", ["quaycrane", "tests", "bench"])
def test_no_archive_is_unpacked_with_a_filter(folder: str) -> None:
    """`filter` came with Python 3.11.4; an archive's `extraction_filter` may be set under any."""
    filtering = [
        f"{path.name}:{node.lineno}"
        for path in sorted((project_root() / folder).rglob("*.py"))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith((".extractall", ".extract"))
        if any(keyword.arg == "filter" for keyword in node.keywords)
    ]
    assert filtering == []
