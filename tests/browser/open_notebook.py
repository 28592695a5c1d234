"""A notebook that a student has open, used by mouse and keyboard."""

from playwright.sync_api import Locator, Page

_GO = """async name => {
  const { content } = window.jupyterapp.shell.currentWidget;
  const index = content.widgets.findIndex(cell => cell.model.id === name);
  await content.scrollToItem(index);
  return index;
}"""
_CELL = ".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell"
_OPENED = """name => {
  const { context, sessionContext } = window.jupyterapp.shell.currentWidget ?? {};
  return context?.path.endsWith(name) && sessionContext?.session?.kernel?.status === 'idle';
}"""
_RUN = "async () => { await window.jupyterapp.commands.execute('notebook:run-cell'); }"  # until it has run
_IDLE = "() => window.jupyterapp.shell.currentWidget.sessionContext.session?.kernel?.status === 'idle'"
_SAVED = "() => !window.jupyterapp.shell.currentWidget.context.model.dirty"


class OpenNotebook:
    """The notebook in sight, once it is that of a name and has its kernel.

    Attributes:
        page: Its page.
    """

    def __init__(self, page: Page, name: str) -> None:
        self.page = page
        page.wait_for_function(_OPENED, arg=f"{name}.ipynb")

    def cell(self, name: str) -> Locator:
        """Return a cell by its id, and scroll there: a cell that is far off is not on the page at all."""
        cell = self.page.locator(f'{_CELL}[data-windowed-list-index="{self.page.evaluate(_GO, name)}"]')
        cell.scroll_into_view_if_needed()
        return cell

    def run(self, name: str) -> Locator:
        """Run a cell of code, and return it when it has run."""
        cell = self.cell(name)
        cell.locator(".cm-content").click()
        self.page.evaluate(_RUN)
        return cell

    def write(self, name: str, text: str) -> Locator:
        """Write a text in place of what stands in a cell."""
        cell = self.cell(name)
        cell.dblclick()
        cell.locator(".cm-content").press("Control+a")
        self.page.keyboard.insert_text(text)
        return cell

    def ask_below(self, name: str, code: str) -> Locator:
        """Add a cell of one's own below another, and run it."""
        self.cell(name).locator(".cm-content").click()
        for key in ("Escape", "b", "Enter"):
            self.page.keyboard.press(key)
        self.page.keyboard.insert_text(code)
        self.page.evaluate(_RUN)
        return self.page.locator(f"{_CELL}.jp-mod-active")

    def restart(self) -> None:
        """Restart the kernel by keyboard."""
        for key in ("Escape", "0", "0"):
            self.page.keyboard.press(key)
        self.page.locator(".jp-Dialog .jp-mod-accept").click()
        self.page.locator(".jp-Dialog").wait_for(state="detached")
        self.page.wait_for_function(_IDLE)

    def save(self) -> None:
        """Save it by keyboard."""
        self.page.keyboard.press("Control+s")
        self.page.wait_for_function(_SAVED)
