"""What an explorer tries: its buttons, what stands still meanwhile, and what came of it."""

from collections.abc import Callable, Iterable

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.widgets import look


class Trial:
    """Buttons that try something, and the place below them where it is told.

    Args:
        controls: Return what is switched off while something is tried, the buttons aside.

    Attributes:
        result: The place.
    """

    def __init__(self, controls: Callable[[], Iterable[widgets.Widget]]) -> None:
        self._controls = controls
        self._buttons: list[widgets.Button] = []
        self.result = widgets.HTML()

    def button(
        self, words: str, attempt: Callable[[], str], waiting: str = "", *, main: bool = True
    ) -> widgets.Button:
        """Return a button.

        Args:
            words: What stands on it.
            attempt: Tries it, and returns what to tell as HTML; a `QuaycraneError` from it is told.
            waiting: What is told meanwhile; empty leaves what stands there.
            main: Whether it is what the explorer is for.
        """
        style = "primary" if main else ""
        button = widgets.Button(
            description=words, button_style=style, tooltip=words, layout={"width": "max-content"}
        )
        button.on_click(lambda _button: self._pressed(button, attempt, waiting))
        self._buttons.append(button)
        return button

    def tell(self, words: str) -> None:
        """Tell what is going on."""
        self.result.value = look.box("notice", [look.quiet(words)])

    def _pressed(self, button: widgets.Button, attempt: Callable[[], str], waiting: str) -> None:
        self._lock(locked=True)
        if waiting:
            self.tell(waiting)
        try:
            self.result.value = attempt()
        except QuaycraneError as error:
            self.result.value = look.failure(error)
        except BaseException:
            self.tell("It was broken off. Press again to try again.")
            raise
        finally:
            self._lock(locked=False)
            button.focus()  # a control that was switched off has lost it

    def _lock(self, *, locked: bool) -> None:
        for control in (*self._controls(), *self._buttons):
            control.disabled = locked
