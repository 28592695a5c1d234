"""What a learner sees of the unit in JupyterLab, in both themes."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Browser, expect

from quaycrane.kit import project_root
from tests.browser.conftest import jupyter_lab
from tests.browser.notebook_page import NotebookPage

pytestmark = [pytest.mark.browser, pytest.mark.timeout(580)]

START = """\
%load_ext quaycrane.notebook
from quaycrane.units.layers_and_cache import labs, widgets
from quaycrane.notebook import start, table
engine = start("python:3.13-slim")"""
DOCKERFILE = (
    "%%dockerfile app/Dockerfile\nFROM node:24-alpine\nWORKDIR app\nRUN npm install\nCMD node dist/server.js"
)
ANSWER = "%%answer predictions.yaml\nmanifest first:\n  no change: []\n  source edit: [copy-sources, build]"
TABLE = 'table([{"instruction": "RUN npm ci", "size_bytes": 5e6, "cached": True}], caption="One step")'
EXPLORER = """\
workspace = labs.Workspace(engine, "handbook")
widgets.explore_rebuilds(lambda order, edit: labs.rebuild(workspace, order, edit))"""

INDEX = "data-windowed-list-index"

Open = Callable[..., NotebookPage]

_EITHER = [pytest.param(theme, marks=pytest.mark.sampled(2)) for theme in ("Light", "Dark")]
both_themes = pytest.mark.parametrize("theme", _EITHER)


@pytest.fixture
def open_notebook(theme: str, browser: Browser, tmp_path: Path) -> Iterator[Open]:
    """Opens a notebook with the given cells, beside a copy of the unit's applications."""
    unit, home = tmp_path / "unit", tmp_path / "home"
    home.mkdir()
    shutil.copytree(project_root() / "release" / "03-layers-and-cache", unit)
    with jupyter_lab(unit, home, theme) as address:

        def opened(*sources: str) -> NotebookPage:
            notebook = new_notebook(cells=[new_code_cell(source) for source in sources])
            notebook.metadata = nbformat.from_dict(
                {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
            )
            nbformat.write(notebook, unit / "unit.ipynb")
            return NotebookPage(browser, address.format("unit.ipynb"))

        yield opened
        for context in browser.contexts:
            context.close()


def _theme(shown: NotebookPage) -> str:
    light = shown.page.evaluate("() => document.body.dataset.jpThemeLight")
    return "Light" if light == "true" else "Dark"


@both_themes
@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_explorer_is_played_with(open_notebook: Open, theme: str) -> None:
    """The banner stands there, boxes can be ticked, the button builds, and a judgement comes."""
    shown = open_notebook(START, EXPLORER)
    shown.run_all()
    assert _theme(shown) == theme
    expect(shown.output("Docker Engine").first).to_be_visible()
    shown.page.get_by_label("5. RUN python build.py").check()
    button = shown.page.get_by_role("button", name="Build and compare")
    button.click()
    judged = shown.output("You foresaw 4 of 5 steps")
    expect(judged).to_be_visible()
    expect(judged).to_contain_text("The first step whose input had changed is COPY . .")
    expect(button).to_be_enabled()
    shown.page.get_by_label("everything at once").check()
    expect(shown.page.get_by_label("2. COPY . .")).not_to_be_checked()
    expect(shown.output("You foresaw")).to_have_count(0)
    assert shown.errors == []


@pytest.mark.parametrize("theme", ["Light"])
@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_explorer_is_played_by_keyboard(open_notebook: Open) -> None:
    """Arrows choose, Space builds, the notebook stays where it is, and the button keeps the focus."""
    shown = open_notebook(START, EXPLORER, "1 + 1")
    shown.run_all()
    choice = shown.page.get_by_label("source edit")
    choice.focus()
    selected = shown.page.locator(".jp-Notebook-cell.jp-mod-selected").first.get_attribute(INDEX)
    choice.press("ArrowDown")
    expect(shown.page.get_by_label("manifest edit")).to_be_checked()
    button = shown.page.get_by_role("button", name="Build and compare")
    button.press("Space")
    expect(shown.output("You foresaw")).to_be_visible()
    expect(button).to_be_focused()
    assert shown.page.locator(".jp-Notebook-cell.jp-mod-selected").first.get_attribute(INDEX) == selected
    assert shown.errors == []


@both_themes
def test_views_are_readable(open_notebook: Open, theme: str) -> None:
    """Without an engine the ways out, both views of answers, a table and an error can be read."""
    shown = open_notebook(
        f"%env DOCKER_HOST=unix:///nowhere.sock\n{START}", DOCKERFILE, ANSWER, TABLE, "engine.client"
    )
    shown.run_all()
    assert _theme(shown) == theme
    for text in ("Three ways out", "4 instructions written", "2 answers read as", "One step", "5.0 MB"):
        expect(shown.output(text).first).to_be_visible()
    expect(shown.output("JSONArgsRecommended").first).to_contain_text("line 4")
    assert shown.faint_texts() == []
    assert shown.errors == []
