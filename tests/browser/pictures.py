"""Pictures of pages, for a person to look at: in the folder that QUAYCRANE_PICTURES names, else none."""

import os
from pathlib import Path

from playwright.sync_api import Page

_WIDTHS = (1280, 800)
_THEME = "async theme => { await window.jupyterapp.commands.execute('apputils:change-theme', { theme }); }"


def change_theme(page: Page, theme: str) -> None:
    """Let a JupyterLab be light or dark, and wait until it is.

    Args:
        page: The JupyterLab.
        theme: ``Light`` or ``Dark``.
    """
    page.evaluate(_THEME, f"JupyterLab {theme}")
    light = str(theme == "Light").lower()
    page.wait_for_selector(f"body[data-jp-theme-light={light}]", state="attached")
    page.wait_for_selector("#jupyterlab-splash", state="detached")


def picture(page: Page, name: str) -> None:
    """Take a JupyterLab at two widths, light and dark."""
    folder = os.environ.get("QUAYCRANE_PICTURES")
    if not folder:
        return
    for theme in ("Dark", "Light"):
        change_theme(page, theme)
        for width in _WIDTHS:
            page.set_viewport_size({"width": width, "height": 900})
            page.screenshot(path=Path(folder, f"{name}-{theme}-{width}.png"))
    page.set_viewport_size({"width": _WIDTHS[0], "height": 900})
