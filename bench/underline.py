"""Measures the time from a keystroke to its underline in JupyterLab, in a Dockerfile of a hundred lines.

`python -m bench.underline` prints it for an idle kernel and for a busy one, and what the server alone needs
to judge the text. A quarter of a second of it is the pause in which one types on.
"""

import shutil
import tempfile
import time
from pathlib import Path
from statistics import median

import nbformat
from nbformat.v4 import new_code_cell, new_notebook
from playwright.sync_api import Page, sync_playwright

from quaycrane.editor.findings import findings
from quaycrane.editor.written import Written
from tests.browser.conftest import _FLAGS, jupyter_lab
from tests.browser.notebook_page import NotebookPage

TIMES = 15
LINES = "".join(f"COPY pages/{number} /srv/pages/\n" for number in range(97))
TEXT = f"FROM node:24-alpine\n{LINES}WORKDIR "
CELL = f"%%dockerfile app/Dockerfile\n{TEXT}"
WATCH = """() => {
  window.underlined = [];
  const pressed = ({ key }) => { window.pressed = key === 'a' && performance.now(); };
  document.addEventListener('keydown', pressed, true);
  new MutationObserver(() => {
    if (window.pressed && document.querySelector('.cm-lintRange-warning')) {
      window.underlined.push(performance.now() - window.pressed);
      window.pressed = 0;
    }
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}"""


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        unit, home = Path(folder, "unit"), Path(folder, "home")
        unit.mkdir()
        home.mkdir()
        cells = [new_code_cell(CELL), new_code_cell("while True:\n    pass")]
        kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
        nbformat.write(new_notebook(cells=cells, metadata=kernel), unit / "unit.ipynb")
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=_FLAGS.split())
        with jupyter_lab(unit, home, "Light") as address:
            page = NotebookPage(browser, address.format("unit.ipynb")).page
            page.evaluate(WATCH)
            print(f"kernel idle: {_told(_underlines(page))}")
            page.locator(".jp-Notebook-cell").nth(1).locator(".cm-content").press("Control+Enter")
            print(f"kernel busy: {_told(_underlines(page))}")
        browser.close()
    print(f"the server alone: {_told(_judgements())}")


def _underlines(page: Page) -> list[float]:
    """Return the milliseconds from each of some keystrokes to the underline that it brings about."""
    editor = page.locator(".jp-Notebook-cell").first.locator(".cm-content")
    editor.click()
    editor.press("Control+End")
    page.evaluate("() => { window.underlined = []; }")
    for number in range(1, TIMES + 1):
        editor.press("a")
        page.wait_for_function(f"() => window.underlined.length === {number}")
        editor.press("Backspace")
        page.wait_for_function("() => !document.querySelector('.cm-lintRange-warning')")
        page.evaluate("() => { window.pressed = 0; }")
    found: list[float] = page.evaluate("() => window.underlined")
    return found


def _judgements() -> list[float]:
    one = Written("dockerfile", "Dockerfile", Path("/nowhere/Dockerfile"), f"{TEXT}a", 1, Path("/nowhere"))
    findings(one)  # loads the rules
    taken = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        findings(one)
        taken.append((time.perf_counter() - begun) * 1000)
    return taken


def _told(milliseconds: list[float]) -> str:
    return f"median {median(milliseconds):.0f} ms, most {max(milliseconds):.0f} ms, of {len(milliseconds)}"


if __name__ == "__main__":
    main()
