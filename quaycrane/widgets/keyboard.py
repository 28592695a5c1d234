"""Lets an explorer be played by keyboard: JupyterLab takes arrows, Enter and letters for the notebook.

It also gives radio buttons and sliders the name that ipywidgets keeps to itself, for who does not see them.
"""

import anywidget
import ipywidgets as widgets

# Lumino looks for the attribute on the focused element first, and radio buttons without a name are no group.
_KEEP_KEYS = """
const ROLES = { "widget-radio-box": "radiogroup", "widget-readout": "textbox" };
const UNNAMED = ".widget-radio-box, .noUi-handle, .widget-readout, input[type=text], select, textarea";
function render({ el }) {
  el.style.display = "none";
  const name = () => {
    for (const label of el.parentElement?.querySelectorAll(".widget-label") ?? []) {
      const told = label.textContent || label.title;
      for (const one of label.parentElement.querySelectorAll(UNNAMED)) {
        one.role ??= ROLES[one.classList[0]];
        one.ariaLabel ??= told || one.title;
      }
    }
  };
  let waiting = 0;
  const begin = () => { if (el.isConnected) name(); else waiting = requestAnimationFrame(begin); };
  begin();
  const keep = event => {
    if (!el.parentElement?.contains(event.target)) return;
    const plain = !(event.ctrlKey || event.metaKey || event.altKey);
    event.target.toggleAttribute("data-lm-suppress-shortcuts", plain);
    const group = event.target.closest(".widget-radio-box");
    const name = "radio-" + Math.random();
    group?.querySelectorAll("input:not([name])").forEach(input => { input.name = name; });
  };
  window.addEventListener("keydown", keep, true);
  window.addEventListener("focusin", name, true);
  return () => {
    cancelAnimationFrame(waiting);
    window.removeEventListener("focusin", name, true);
    window.removeEventListener("keydown", keep, true);
  };
}
export default { render };
"""


class _KeepKeys(anywidget.AnyWidget):  # type: ignore[misc] # it has no types
    """Keeps keys without Ctrl, Alt or Cmd for the box that it lies in."""

    _esm = _KEEP_KEYS


def playable(*children: widgets.Widget) -> widgets.VBox:
    """Return a box that has the keyboard while one of its controls has the focus.

    Args:
        children: What is in the box.
    """
    return widgets.VBox([*children, _KeepKeys()])
