"""What a learner sees while they type a Dockerfile, a Compose file or an answer."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.notebook_page import NotebookPage
from tests.browser.test_unit import Open, both_themes, open_notebook

__all__ = ["open_notebook"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(580)]

DOCKERFILE = "%%dockerfile app/Dockerfile\nFROM node:24-alpine AS build\n"
COMPOSE = "%%compose app/compose.yaml\nservices:\n  web:\n    image: nginx\n    heal: 1\n"
ANSWER = "%%answer predictions.yaml\nmanifest first:\n  source edit: copy: build\n"
PYTHON = "while True:\n    pass"
BUSY = '.jp-Notebook-ExecutionIndicator[data-status="busy"]'


def _cell(shown: NotebookPage, number: int) -> Locator:
    return shown.page.locator(".jp-Notebook-cell").nth(number)


def _type_at_end(cell: Locator, text: str) -> None:
    cell.locator(".cm-content").click()
    cell.locator(".cm-content").press("Control+End")
    cell.locator(".cm-content").press_sequentially(text)


def _picture(shown: NotebookPage, name: str) -> None:
    if folder := os.environ.get("QUAYCRANE_PICTURES"):
        shown.page.screenshot(path=Path(folder, f"{name}.png"))


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
    _picture(shown, f"editor-finding-{theme}")
    page = shown.page.request.get(str(tip.get_by_role("link").get_attribute("href")))
    assert "WorkdirRelativePath" in page.text()

    _type_at_end(_cell(shown, 0), "\nCOPY --from=bu")
    shown.page.keyboard.press("Tab")
    offered = shown.page.locator(".jp-Completer-item").filter(has_text="build")
    expect(offered).to_be_visible()
    _picture(shown, f"editor-completion-{theme}")
    offered.click()
    expect(_cell(shown, 0).locator(".cm-content")).to_contain_text("COPY --from=build")
    assert _cell(shown, 3).locator(".cm-gutter-lint").count() == 0
    assert shown.errors == []
