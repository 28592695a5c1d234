"""The explorer of exit codes: choose one, and see what the engine tells."""

from collections.abc import Callable

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.widgets import look


def explore_codes(end: Callable[[int], int]) -> widgets.VBox:
    """Return the explorer.

    Args:
        end: Ends a container with a code and returns what the engine tells; a `QuaycraneError` from it
            is shown as text.
    """
    code = widgets.BoundedIntText(3, min=0, max=255, description="exit code")
    button = widgets.Button(description="Run", button_style="primary")
    told = widgets.HTML()

    def pressed(_button: object) -> None:
        try:
            told.value = look.box("good", [look.prose(f"The engine tells: {end(code.value)}")])
        except QuaycraneError as error:
            told.value = look.box("bad", [look.strong(error.what)])

    button.on_click(pressed)
    return widgets.VBox([code, button, told])
