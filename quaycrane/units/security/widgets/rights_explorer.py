"""The explorer of rights: choose how a container starts, foresee how much it may do, and try."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from quaycrane.errors import QuaycraneError
from quaycrane.units.security.labs import ACTIONS, Setting, Try
from quaycrane.widgets import look, playable

Attempt = Callable[[Setting], Sequence[Try]]
"""Told how to start a container, tries each action in it."""

_USERS = {"root": "", "user 1000": "1000"}
_DROPS = ("nothing", "ALL", "CHOWN", "DAC_OVERRIDE", "SETUID", "NET_RAW", "MKNOD")
_ADDS = ("nothing", "CHOWN", "DAC_OVERRIDE", "SETUID", "NET_RAW", "SYS_ADMIN")
_STYLE = {"description_width": "14em"}
_WIDE = {"width": "32em"}


def explore_rights(attempt: Attempt) -> widgets.VBox:
    """Return the explorer.

    Args:
        attempt: Starts a container and tries; a `QuaycraneError` from it is shown as text.
    """
    return _Explorer(attempt).box


class _Explorer:
    def __init__(self, attempt: Attempt) -> None:
        self._attempt = attempt
        self._user = _choice("runs as", list(_USERS))
        self._drop = _choice("--cap-drop", _DROPS)
        self._add = _choice("--cap-add", _ADDS)
        self._read_only = widgets.Checkbox(value=False, description="--read-only", indent=False)
        self._no_new = widgets.Checkbox(
            value=False, description="--security-opt no-new-privileges", indent=False, layout=_WIDE
        )
        self._foreseen = widgets.BoundedIntText(
            0, 0, len(ACTIONS), description="how many may it do?", style=_STYLE, layout=_WIDE
        )
        self._button = widgets.Button(
            description="Try all ten", button_style="primary", tooltip="Try all ten", icon="shield"
        )
        self._result = widgets.HTML()
        self._inputs = [self._user, self._drop, self._add, self._read_only, self._no_new, self._foreseen]
        self.box = playable(*self._inputs, self._button, self._result)
        self._button.on_click(self._pressed)

    def _setting(self) -> Setting:
        return Setting(
            user=_USERS[self._user.value],
            drop=_some(self._drop.value),
            add=_some(self._add.value),
            read_only=self._read_only.value,
            no_new_privileges=self._no_new.value,
        )

    def _pressed(self, _button: object) -> None:
        self._lock(locked=True)
        self._result.value = look.box("notice", [look.quiet("Trying …")])
        try:
            setting = self._setting()
            self._result.value = self._told(setting, self._attempt(setting))
        except QuaycraneError as error:
            parts = [look.strong(error.what), look.prose(error.why), look.prose(error.fix)]
            self._result.value = look.box("bad", [part for part in parts if part])
        except BaseException:
            self._result.value = look.box("notice", [look.quiet("It was broken off.")])
            raise
        finally:
            self._lock(locked=False)
            self._button.focus()  # a control that was switched off has lost it

    def _told(self, setting: Setting, tries: Sequence[Try]) -> str:
        may = sum(one.allowed for one in tries)
        said = self._foreseen.value
        rows = [
            (look.prose(one.action), look.strong("may") if one.allowed else "may not", look.code(one.said))
            for one in tries
        ]
        sentence = f"You said {said}, the engine says {may} of {len(tries)}."
        table = look.grid(("action", "it", "what was said"), rows)
        return look.box("good" if said == may else "notice", [look.code(setting.command), sentence, table])

    def _lock(self, *, locked: bool) -> None:
        for control in (*self._inputs, self._button):
            control.disabled = locked


def _some(chosen: str) -> tuple[str, ...]:
    return () if chosen == "nothing" else (chosen,)


def _choice(name: str, options: Sequence[str]) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=name, style=_STYLE, layout=_WIDE)
