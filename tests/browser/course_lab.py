"""JupyterLab as `quaycrane lab` opens it, and nbgrader's pages in it, used as a person does."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, FrameLocator, Locator, Page, expect

from quaycrane.engine import wait_until
from tests.grading.exchange import UNIT, Person

PATIENCE_MILLISECONDS = 150_000  # a busy machine is slow, not broken
expect.set_options(timeout=PATIENCE_MILLISECONDS)

_TELLS = """async code => {
  const kernel = window.jupyterapp.shell.currentWidget.sessionContext.session.kernel;
  const told = [];
  const asked = kernel.requestExecute({ code });
  asked.onIOPub = ({ content }) => told.push(content.text ?? content.evalue ?? '');
  await asked.done;
  return told.join('');
}"""
_OURS = re.compile(r"(https?|wss?)://127\.0\.0\.1:|blob:|data:|about:")
_IDLE = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"


@contextmanager
def course_lab(browser: Browser, person: Person, *options: str) -> Iterator["CourseLab"]:
    """Run `quaycrane lab` for somebody, and open what it says."""
    home = person.root.parent / "home"
    command = [sys.executable, "-m", "quaycrane.cli", "lab", *options, "--no-browser"]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [*command, "--ServerApp.port=0", "--LabApp.expose_app_in_browser=True"],
            cwd=person.root, env=person.environment | {"JUPYTER_RUNTIME_DIR": str(home / "runtime")},
            stdout=log, stderr=log,
        )  # fmt: skip
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    try:
        told = wait_until(
            lambda: next((home / "runtime").glob("jpserver-*.json"), None),
            timeout_seconds=150,
            what="JupyterLab answers",
        )
        address: dict[str, Any] = json.loads(told.read_text())
        page = context.new_page()
        page.set_default_timeout(PATIENCE_MILLISECONDS)
        lab = CourseLab(page)
        page.goto(f"http://127.0.0.1:{address['port']}/?token={address['token']}")
        page.wait_for_selector("#jupyterlab-splash", state="detached")
        if "--instructor" not in options:  # else it comes up over what is opened next
            page.get_by_role("heading", name="Welcome").wait_for()
        yield lab
    finally:
        context.close()
        server.terminate()
        server.wait(60)


class CourseLab:
    """Somebody's JupyterLab.

    Attributes:
        page: The page.
        troubles: What the browser's console called an error, what a server refused or never answered, and
            what was asked of another machine.
    """

    def __init__(self, page: Page) -> None:
        self.page, self.troubles = page, list[str]()
        page.on("console", lambda said: self._trouble(said.text, of=said.type == "error"))
        page.on("pageerror", lambda error: self._trouble(str(error)))
        page.on("response", lambda told: self._trouble(f"{told.status} {told.url}", of=told.status >= 400))
        page.on("request", lambda asked: self._trouble(asked.url, of=not _OURS.match(asked.url)))

    def _trouble(self, told: str, *, of: bool = True) -> None:
        if of and "ERR_NETWORK_CHANGED" not in told:  # a bridge of the engine came or went: it asks again
            self.troubles.append(told)

    def menu(self) -> Locator:
        """Open nbgrader's menu; return its entries."""
        self.page.get_by_role("menuitem", name="Nbgrader").click()
        return self.page.locator(".lm-Menu-item:not(.lm-mod-hidden)")

    def choose(self, entry: str) -> None:
        """Choose an entry of nbgrader's menu."""
        self.menu().get_by_text(entry, exact=True).click()

    def notebook_is_ready(self) -> None:
        """Wait until the notebook in sight has its kernel."""
        self.page.wait_for_function(_IDLE)

    def kernel_tells(self, code: str) -> str:
        """Run code in the kernel of the notebook in sight; return what it printed."""
        return str(self.page.evaluate(_TELLS, code))

    def is_changed(self) -> bool:
        """Return whether the notebook in sight is marked as changed."""
        return bool(self.page.evaluate("() => window.jupyterapp.shell.currentWidget.context.model.dirty"))

    def write_answer(self, dockerfile: str, words: str) -> None:
        """Type an answer to each question of the notebook in sight, and save it."""
        cells = self.page.locator(".jp-Notebook .jp-Cell")
        dockerfile = f"%%dockerfile app/Dockerfile\n{dockerfile}"
        for cell, answer in ((cells.filter(has_text="%%dockerfile"), dockerfile), (cells.last, words)):
            cell.dblclick()
            editor = cell.locator(".cm-content")
            editor.press("Control+a")
            self.page.keyboard.insert_text(answer)
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty")

    def formgrader(self) -> "Formgrader":
        """Open Formgrader."""
        self.choose("Formgrader")
        return Formgrader(self.page.frame_locator('iframe[src*="formgrader"]'))


class Formgrader:
    """Formgrader, in its frame."""

    def __init__(self, frame: FrameLocator) -> None:
        self.frame = frame

    def press(self, column: str, row: str = UNIT) -> str:
        """Press the button of a row, close what it says, and return that."""
        self.frame.locator("tr", has_text=row).locator(f".{column} a").click()
        said = self.frame.locator(".modal.in")
        text = said.inner_text()
        said.get_by_role("button", name="OK").click()
        said.wait_for(state="detached")
        return text

    def go(self, *links: str) -> None:
        """Follow links, one after another."""
        for link in links:
            self.frame.get_by_role("link", name=link, exact=True).first.click()

    def set_due(self, moment: str) -> None:
        """Set a unit's due date, in UTC."""
        self.frame.locator("tr", has_text=UNIT).locator(".edit a").click()
        modal = self.frame.locator(".modal.in")
        modal.locator(".modal-duedate").fill(moment)
        modal.locator(".modal-timezone").fill("+0000")
        modal.get_by_role("button", name="Save").click()
        modal.wait_for(state="detached")
