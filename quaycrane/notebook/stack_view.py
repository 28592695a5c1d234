"""A Compose command in a cell shows its services as they come and go, and folds to one line at its end."""

import time
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from IPython.display import DisplayHandle, display

from quaycrane.engine import FailedContainer, container_services, failed_containers
from quaycrane.errors import QuaycraneError
from quaycrane.notebook.folding import tidy
from quaycrane.notebook.shown import Shown
from quaycrane.notebook.stack_lines import Change, change
from quaycrane.widgets import look

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_WORDS = {
    "up": ("Coming up", "Up"), "down": ("Going down", "Down"), "create": ("Creating", "Created"),
    "start": ("Starting", "Started"), "stop": ("Stopping", "Stopped"), "restart": ("Restarting", "Restarted"),
}  # fmt: skip
_MOST_NAMED = 6


@dataclass
class _Thing:
    """A container, network, volume or image, with the second at which it came to each state that lasts."""

    kind: str
    name: str
    state: str = ""
    came_seconds: dict[str, float] = field(default_factory=dict)


class StackView:
    """The services of one command; they stay open where one failed.

    Attributes:
        verb: Compose's own sub-command.
    """

    def __init__(self, engine: "Engine", verb: str) -> None:
        self.verb = verb
        self._engine, self._began = engine, time.monotonic()
        self._things: dict[tuple[str, str], _Thing] = {}
        self._services: dict[str, str] = {}
        self._lines: list[str] = []
        self._line: DisplayHandle | None = None
        self._know_services()

    def see(self, text: str) -> None:
        """Draw what some printed lines tell."""
        changes = [(one, line) for line in tidy(text).splitlines() if (one := change(line))]
        self._lines += [line.strip() for one, line in changes if one.is_done]
        for one, _ in changes:
            self._note(one)
        if changes:
            if not self._services.keys() >= self._containers():
                self._know_services()
            self._show(f"{_WORDS[self.verb][0]} …", folded=False)

    def end(self, code: int | None) -> None:
        """Fold it, unless something failed.

        Args:
            code: With which the command ended; None if it was interrupted.
        """
        if not self._things:
            return
        failed = self._failed() if code is not None and self.verb not in {"down", "stop"} else {}
        for name, one in failed.items():
            self._things["container", name].state = one.how
        told = f"{_WORDS[self.verb][1]}: {self._told()}{time.monotonic() - self._began:.1f} s"
        if code != 0:
            how = "was broken off" if code is None else "failed"
            told = f"docker compose {self.verb} {how}; this is how far it came."
        self._show(told, failed.values(), folded=code == 0 and not failed)

    def _note(self, one: Change) -> None:
        thing = self._things.pop((one.kind, one.name), None) or _Thing(one.kind, one.name)
        self._things[one.kind, one.name] = thing  # at the end: who changed last stands last
        thing.state = one.state
        if one.is_done:
            thing.came_seconds.setdefault(one.state, time.monotonic() - self._began)

    def _containers(self) -> set[str]:
        return {name for kind, name in self._things if kind == "container"}

    def _know_services(self) -> None:
        with suppress(QuaycraneError):  # nobody answers: Compose says so, and names are what is left
            self._services |= container_services(self._engine)

    def _failed(self) -> dict[str, FailedContainer]:
        with suppress(QuaycraneError):
            return {one.name: one for one in failed_containers(self._engine, self._containers())}
        return {}

    def _called(self, thing: _Thing) -> str:
        if thing.kind == "container":
            return self._services.get(thing.name, thing.name)
        return f"{thing.kind} {thing.name}"

    def _told(self) -> str:
        own = [one for one in self._things.values() if one.kind == "container"]
        if len(own) <= _MOST_NAMED:
            return "".join(f"{self._called(one)} {one.state}, " for one in own)
        states = [one.state for one in own]
        return "".join(f"{states.count(state)} {state}, " for state in dict.fromkeys(states))

    def _show(self, told: str, failed: Collection[FailedContainer] = (), *, folded: bool) -> None:
        things = sorted(self._things.values(), key=lambda one: one.kind != "container")
        columns = list(dict.fromkeys(state for one in things for state in one.came_seconds))
        wrong = {one.name for one in failed}
        rows = [
            (
                look.code(self._called(one)) if one.kind == "container" else look.quiet(self._called(one)),
                look.strong(one.state) if one.name in wrong else look.quiet(one.state),
                *(f"{one.came_seconds[at]:.1f} s" if at in one.came_seconds else "" for at in columns),
            )
            for one in things
        ]
        parts = [look.grid(("service", "it", *columns), rows, right=range(2, len(columns) + 2))]
        for one in failed:
            head = f"{self._services.get(one.name, one.name)}, {one.how}, printed last:"
            parts += [look.strong(head), look.printed(one.printed)]
        parts += (
            [look.quiet("docker compose printed:"), look.printed("\n".join(self._lines))] if folded else []
        )
        shown = Shown(look.fold(told, parts, is_open=not folded), "\n".join([told, *self._lines]))
        if self._line:
            self._line.update(shown)
        else:
            self._line = display(shown, display_id=True)


def view_of(engine: "Engine", verb: str) -> StackView | None:
    """Return who shows a command of docker by its services, None where it has none.

    Args:
        engine: Where it runs.
        verb: The sub-command, as ``compose up``.
    """
    group, _, command = verb.partition(" ")
    return StackView(engine, command) if group == "compose" and command in _WORDS else None
