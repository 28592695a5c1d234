"""What eleven units give to play with, in one notebook: by keyboard, by name, in both themes, narrow too."""

import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from quaycrane.kit import project_root
from quaycrane.units import package_name
from tests.browser.explorers import EXPLORERS
from tests.browser.notebook_page import NotebookPage
from tests.browser.pictures import change_theme
from tests.browser.test_unit import Open, open_notebook
from tests.notebooks.units import UNITS

__all__ = ["open_notebook"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(580)]

START = (
    f"import sys; sys.path.insert(0, {str(project_root())!r})\nfrom tests.browser.explorers import EXPLORERS"
)
WIDTHS = (1280, 800)
PLAYED = {
    "why_docker": ("button", "Run and look", "Space", "Alpine 3"),
    "images_and_containers": ("button", "run", "Space", "137"),
    "layers_and_cache": ("button", "Build and compare", "Space", "You foresaw"),
    "writing_dockerfiles": ("button", "Build it", "Space", "16.5 MB"),
    "volumes": ("button", "Try it", "Space", "the engine says"),
    "networking": ("button", "Try every way", "Space", "lead there by name"),
    "compose": ("textbox", "Who starts first?", "x", "✗ x is not among the first"),
    "image_size": ("listbox", "Layer, the top one first:", "ArrowDown", "replaced 21.0 MB"),
    "security": ("button", "Try all ten", "Space", "the engine says 3 of 10"),
    "args_and_env": ("button", "Ask the engine", "Space", "of 3 places"),
    "capstone": ("slider", "Second", "End", "kill -9: db"),
}
"""For each: what is used, by role and name, with which key, and what is told then."""

_CONTROLS = "textbox|combobox|checkbox|button|slider|radiogroup|listbox|spinbutton|img"
_NAMELESS = re.compile(rf'^ *- (?:{_CONTROLS})(?! ").*', re.MULTILINE)
_KEYS_GO_TO = 'input, select, textarea, button, [tabindex="0"], [contenteditable="true"]'
_STOPS = """(explorer, these) => {
  const shown = [...explorer.querySelectorAll(these)]
    .filter(one => one.checkVisibility() && !one.disabled);
  const groups = shown.map(one => one.type === 'radio' ? one.closest('.widget-radio-box') : one);
  return (explorer.stops = [...new Set(groups)]).length;
}"""
_AT = """explorer => {
  const at = document.activeElement;
  return explorer.stops.indexOf(at.type === 'radio' ? at.closest('.widget-radio-box') : at);
}"""
# What the kernel before showed is cleared: else a key may go to a control that nobody listens to.
_RESTART = """async () => {
  await window.jupyterapp.shell.currentWidget.sessionContext.restartKernel();
  await window.jupyterapp.commands.execute('notebook:clear-all-cell-outputs');
}"""
_CUT = "explorer => explorer.scrollWidth > explorer.clientWidth + 1"


def _explorers(shown: NotebookPage) -> dict[str, Locator]:
    cells = shown.page.locator(".jp-Notebook-cell")
    return {
        name: cells.nth(number)
        .locator(".jp-OutputArea-output > .widget-vbox, .jp-OutputArea-output .widget-vbox")
        .first
        for number, name in enumerate(EXPLORERS, 1)
    }


def _play(explorers: dict[str, Locator]) -> None:
    for name, (role, called, key, told) in PLAYED.items():
        used = explorers[name].get_by_role(role, name=called, exact=True)  # type: ignore[arg-type]
        used.first.press(key)
        expect(explorers[name]).to_contain_text(told)


def _tabbed(explorer: Locator) -> tuple[set[int], int]:
    """Return which of an explorer's controls Tab leads to from the first, and how many there are."""
    stops = int(explorer.evaluate(_STOPS, _KEYS_GO_TO))
    explorer.locator(_KEYS_GO_TO).first.focus()
    reached = {int(explorer.evaluate(_AT))}
    for _ in range(stops):
        explorer.page.keyboard.press("Tab")
        reached.add(int(explorer.evaluate(_AT)))
    return reached - {-1}, stops


@pytest.mark.parametrize("theme", ["Light"])
def test_explorers_are_for_everyone(open_notebook: Open) -> None:
    """Controls have names, Tab leads to each, words stand out, nothing is cut; after a restart they go on."""
    assert list(EXPLORERS) == list(PLAYED) == [package_name(unit) for unit in UNITS]
    shown = open_notebook(START, *(f"EXPLORERS[{name!r}]()" for name in EXPLORERS))
    shown.page.set_viewport_size({"width": WIDTHS[0], "height": 7000})
    shown.run_all()
    explorers = _explorers(shown)
    for name, explorer in explorers.items():
        expect(explorer).to_be_visible()
        reached, stops = _tabbed(explorer)
        assert (name, reached) == (name, set(range(stops)))
        assert (name, _NAMELESS.findall(explorer.aria_snapshot())) == (name, [])
    _play(explorers)
    for theme in ("Light", "Dark"):
        change_theme(shown.page, theme)
        assert shown.faint_texts() == []
        for width in WIDTHS:
            shown.page.set_viewport_size({"width": width, "height": 7000})
            assert [name for name, one in explorers.items() if one.evaluate(_CUT)] == []
            if folder := os.environ.get("QUAYCRANE_PICTURES"):
                shown.page.screenshot(path=Path(folder, f"explorers-{theme}-{width}.png"))
    assert shown.errors == []
    shown.page.evaluate(_RESTART)  # anywidget calls it an error when a model ends with its kernel
    expect(shown.page.locator(".jp-OutputArea-output .widget-vbox")).to_have_count(0)
    shown.run_all()
    _play(_explorers(shown))
