"""What a learner sees while they type a Dockerfile, a Compose file or an answer."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook_page import NotebookPage
from tests.browser.pictures import picture
from tests.browser.test_unit import Open, both_themes, open_notebook

__all__ = ["open_notebook"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(580)]

DOCKERFILE = "%%dockerfile app/Dockerfile\nFROM node:24-alpine AS build\n"
COMPOSE = "%%compose app/compose.yaml\nservices:\n  web:\n    image: nginx\n    heal: 1\n"
ANSWER = "%%answer predictions.yaml\nmanifest first:\n  source edit: copy: build\n"
PYTHON = "while True:\n    pass"
STACK = "services:\n  web:\n    image: nginx:alpine\n"
FILES = {
    "Dockerfile": ("FROM node:24 AS build\n", "FROM", "WORKDIR app", "\nCOPY --from=bu", "build"),
    "compose.yaml": (STACK, "services", "    heal: 1", "\nhealth", "healthcheck:"),
}
"""What a file begins with, a word that is coloured, a mistake, and what is completed to what."""

_OPEN = "async path => { await window.jupyterapp.commands.execute('docmanager:open', { path }); }"
BUSY = '.jp-Notebook-ExecutionIndicator[data-status="busy"]'


def _cell(shown: NotebookPage, number: int) -> Locator:
    return shown.page.locator(".jp-Notebook-cell").nth(number)


def _type_at_end(cell: Locator, text: str) -> None:
    cell.locator(".cm-content").click()
    cell.locator(".cm-content").press("Control+End")
    cell.locator(".cm-content").press_sequentially(text)


@both_themes
def test_one_sees_what_one_types(open_notebook: Open, theme: str) -> None:
    """Colours, underlines, the fix on hover and completions, while the kernel is busy; and none in Python."""
    shown = open_notebook(DOCKERFILE, COMPOSE, ANSWER, PYTHON)
    for number, language in ((1, "yaml"), (2, "yaml"), (3, "python")):
        expect(_cell(shown, number).locator(f".cm-content[data-language={language}]")).to_be_visible()
    expect(_cell(shown, 0).locator(".cm-line span").get_by_text("FROM", exact=True)).to_be_visible()
    expect(_cell(shown, 1).locator(".cm-lintRange-error")).to_have_text("heal: 1")
    expect(_cell(shown, 2).locator(".cm-lintRange-error")).to_have_text("source edit: copy: build")
    _cell(shown, 3).locator(".cm-content").press("Control+Enter")
    shown.page.wait_for_selector(BUSY)

    _type_at_end(_cell(shown, 0), "WORKDIR app")
    underlined = _cell(shown, 0).locator(".cm-lintRange-warning")
    expect(underlined).to_have_text("WORKDIR app")
    expect(_cell(shown, 0).locator(".cm-lint-marker-warning")).to_be_visible()
    underlined.hover()
    tip = shown.page.locator(".cm-tooltip-lint")
    expect(tip).to_contain_text("Try: Begin it with a slash: WORKDIR /app")
    picture(shown.page, f"editor-finding-{theme}")
    page = shown.page.request.get(str(tip.get_by_role("link").get_attribute("href")))
    assert "WorkdirRelativePath" in page.text()

    _type_at_end(_cell(shown, 0), "\nCOPY --from=bu")
    shown.page.keyboard.press("Tab")
    offered = shown.page.locator(".jp-Completer-item").filter(has_text="build")
    expect(offered).to_be_visible()
    picture(shown.page, f"editor-completion-{theme}")
    offered.click()
    expect(_cell(shown, 0).locator(".cm-content")).to_contain_text("COPY --from=build")
    assert _cell(shown, 3).locator(".cm-gutter-lint").count() == 0
    assert shown.errors == []


@pytest.mark.parametrize("theme", ["Light"])
@pytest.mark.parametrize("name", FILES)
def test_a_file_is_told_of_like_a_cell(open_notebook: Open, tmp_path: Path, name: str) -> None:
    """A file that is opened as text has colours, its underlines with their fix, and what may stand there."""
    begun, coloured, typed, then, offered = FILES[name]
    shown = open_notebook(PYTHON)
    (tmp_path / "unit" / name).write_text(begun)
    shown.page.evaluate(_OPEN, name)
    file = shown.page.locator(".jp-FileEditor")
    expect(file.locator(".cm-line span").get_by_text(coloured, exact=True)).to_be_visible()
    _type_at_end(file, typed)
    underlined = file.locator(".cm-lintRange")
    expect(underlined).to_have_text(typed.strip())
    expect(file.locator(".cm-gutter-lint .cm-lint-marker")).to_be_visible()
    underlined.hover()
    expect(shown.page.locator(".cm-tooltip-lint")).to_contain_text("Try: ")
    picture(shown.page, f"file-{name}")
    _type_at_end(file, then)
    shown.page.keyboard.press("Tab")
    item = shown.page.locator(".jp-Completer-item").filter(has_text=offered)
    item.first.click()
    expect(file.locator(".cm-content")).to_contain_text(offered)
    assert shown.errors == []
