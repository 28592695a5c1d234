"""The explorer of rights: choose how a container starts, foresee how much it may do, and try."""

from collections.abc import Callable, Sequence

import ipywidgets as widgets

from quaycrane.units.security.labs import ACTIONS, Setting, Try
from quaycrane.widgets import Trial, look, playable

Attempt = Callable[[Setting], Sequence[Try]]
"""Told how to start a container, tries each action in it."""

_USERS = {"root": "", "user 1000": "1000"}
_DROPS = ("nothing", "ALL", "CHOWN", "DAC_OVERRIDE", "SETUID", "NET_RAW", "MKNOD")
_ADDS = ("nothing", "CHOWN", "DAC_OVERRIDE", "SETUID", "NET_RAW", "SYS_ADMIN")
_STYLE = {"description_width": "14em"}
_WIDE = look.wide("32em")


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
        inputs = [self._user, self._drop, self._add, self._read_only, self._no_new, self._foreseen]
        trial = Trial(lambda: inputs)
        button = trial.button("Try all ten", self._tried, "A container starts, and tries …")
        self.box = playable(*inputs, button, trial.result)

    def _setting(self) -> Setting:
        return Setting(
            user=_USERS[self._user.value],
            drop=_some(self._drop.value),
            add=_some(self._add.value),
            read_only=self._read_only.value,
            no_new_privileges=self._no_new.value,
        )

    def _tried(self) -> str:
        setting = self._setting()
        return self._told(setting, self._attempt(setting))

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


def _some(chosen: str) -> tuple[str, ...]:
    return () if chosen == "nothing" else (chosen,)


def _choice(name: str, options: Sequence[str]) -> widgets.Dropdown:
    return widgets.Dropdown(options=options, description=name, style=_STYLE, layout=_WIDE)
