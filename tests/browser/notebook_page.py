"""A notebook in JupyterLab, used as a person does."""

from playwright.sync_api import Browser, Locator, Page, expect

_PATIENCE_MILLISECONDS = 150_000  # a busy machine is slow, not broken
expect.set_options(timeout=_PATIENCE_MILLISECONDS)

_IDLE = '.jp-Notebook-ExecutionIndicator[data-status="idle"]'
_RUN_ALL = """async () => {
  const { sessionContext, context } = window.jupyterapp.shell.currentWidget;
  await context.ready;
  await sessionContext.ready;
  await sessionContext.session.kernel.info;
  await window.jupyterapp.commands.execute('notebook:run-all-cells');
}"""
# The splash has not come yet when it is looked for at once: nothing may be there.
_READY = "() => window.jupyterapp?.shell?.currentWidget?.sessionContext?.session?.kernel?.status === 'idle'"
_FOLD = "() => window.jupyterapp.commands.execute('application:toggle-left-area')"

# For each text in the outputs: the contrast ratio of WCAG between its colour and what lies behind it.
_CONTRASTS = """() => {
  const channels = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = colour.map(c => c / 255)
      .map(c => c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const over = ([r, g, b, alpha = 1], below) =>
    [r, g, b].map((channel, index) => alpha * channel + (1 - alpha) * below[index]);
  const behind = element => element
    ? over(channels(getComputedStyle(element).backgroundColor), behind(element.parentElement))
    : [255, 255, 255];
  const found = [];
  for (const root of document.querySelectorAll('.jp-OutputArea-output')) {
    const texts = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    for (let text = texts.nextNode(); text; text = texts.nextNode()) {
      const element = text.parentElement;
      if (!text.data.trim() || !element.getClientRects().length) continue;
      const back = behind(element);
      const pair = [light(over(channels(getComputedStyle(element).color), back)), light(back)];
      found.push([text.data.trim(), (Math.max(...pair) + 0.05) / (Math.min(...pair) + 0.05)]);
    }
  }
  return found;
}"""


class NotebookPage:
    """One notebook on a page.

    Attributes:
        page: The page.
        errors: What the browser's console said as an error.
    """

    def __init__(self, browser: Browser, address: str) -> None:
        self.errors: list[str] = []
        self.page: Page = browser.new_page(viewport={"width": 1200, "height": 1400})
        self.page.set_default_timeout(_PATIENCE_MILLISECONDS)
        self.page.on("console", lambda said: self.errors.append(said.text) if said.type == "error" else None)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(address)
        self.page.wait_for_selector("#jupyterlab-splash", state="detached")
        self.page.wait_for_function(_READY)
        self.page.evaluate(_FOLD)

    def run_all(self) -> None:
        """Run every cell, and wait until the kernel is idle again."""
        self.page.evaluate(_RUN_ALL)
        self.page.wait_for_selector(_IDLE)

    def output(self, text: str) -> Locator:
        """Return the output that has this text."""
        return self.page.locator(".jp-OutputArea-output").filter(has_text=text)

    def faint_texts(self) -> list[tuple[str, float]]:
        """Return the texts in outputs whose contrast is below 4.5, with it; there is at least one text."""
        contrasts: list[tuple[str, float]] = self.page.evaluate(_CONTRASTS)
        assert contrasts
        return [(text, ratio) for text, ratio in contrasts if ratio < 4.5]
