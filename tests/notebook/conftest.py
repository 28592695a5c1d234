"""An IPython shell with the course's extension, in a folder of its own."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from IPython.core.interactiveshell import InteractiveShell
from traitlets.config import Config


@pytest.fixture
def shell(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    """A real shell that shows plain text; it prints what a cell displays."""
    (tmp_path / "unit").mkdir()
    monkeypatch.chdir(tmp_path / "unit")
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path / "ipython"))
    settings = Config()
    settings.HistoryManager.enabled = False
    settings.InteractiveShell.colors = "nocolor"
    made = InteractiveShell.instance(config=settings)
    made.run_line_magic("load_ext", "quaycrane.notebook")
    yield made
    InteractiveShell.clear_instance()
