"""The explorer of a Compose file: edit the text, and see graph, order and findings; nothing is started."""

import base64
from collections.abc import Callable, Sequence
from html import escape
from typing import Any, Protocol

import ipywidgets as widgets

from quaycrane import figures
from quaycrane.widgets import look, playable


class Reading(Protocol):
    """What a text comes to."""

    @property
    def problems(self) -> Sequence[tuple[int, str]]:
        """Line and sentence of each thing that Compose does not take."""

    @property
    def findings(self) -> Sequence[tuple[int, str, str]]:
        """Line, rule and sentence of each thing to mend."""

    @property
    def waves(self) -> Sequence[Sequence[str]]:
        """The services in the order of their start."""

    @property
    def graph(self) -> Any:  # noqa: ANN401 - what a figure draws
        """The services as a graph, None where there is none."""


Read = Callable[[str], Reading]

EXAMPLE = """\
services:
  web:
    image: nginx:alpine
    ports: ["8080:80"]
    depends_on: [api]
  api:
    image: node:24-alpine
    depends_on:
      db:
        condition: service_healthy
  db:
    image: mysql:9
    environment:
      MYSQL_ROOT_PASSWORD_FILE: /run/secrets/root
"""
_WIDE = look.wide("36em")


def explore_stack(read: Read) -> widgets.VBox:
    """Return the explorer.

    Args:
        read: Says what a text comes to.
    """
    return _Explorer(read).box


class _Explorer:
    def __init__(self, read: Read) -> None:
        self._read = read
        self._text = widgets.Textarea(
            EXAMPLE, rows=16, layout=_WIDE, continuous_update=True, tooltip="A Compose file"
        )
        self._first = widgets.Text(
            description="Who starts first?", layout=_WIDE, style={"description_width": "initial"}
        )
        self._told, self._graph = widgets.HTML(), widgets.HTML()
        for control in (self._text, self._first):
            control.observe(self._changed, names="value")
        self.box = playable(
            widgets.HTML("<strong>Change the text; nothing is started.</strong>"),
            self._text,
            self._first,
            self._told,
            self._graph,
        )
        self._changed(None)

    def _changed(self, _change: object) -> None:
        reading = self._read(self._text.value)
        self._told.value = _told(reading, self._first.value.strip())
        self._graph.value = _drawn(reading)


def _told(reading: Reading, first: str) -> str:
    if reading.problems:
        parts = [look.strong(f"line {line}: ") + look.prose(what) for line, what in reading.problems]
        return look.box("bad", [look.strong("Compose does not take it."), *parts])
    order = " → ".join(", ".join(wave) for wave in reading.waves) or "nobody"
    parts = [look.strong("Order of start: ") + look.prose(order)]
    if first and reading.waves:
        right = first in reading.waves[0]
        sentence = f"✓ {first} is among the first." if right else f"✗ {first} is not among the first."
        parts.append(look.prose(sentence))
    parts += [
        look.strong(f"line {line}: ") + look.code(rule) + " " + look.prose(what)
        for line, rule, what in reading.findings
    ]
    return look.box("notice" if reading.findings else "good", parts)


def _drawn(reading: Reading) -> str:
    """Return the graph as an image for HTML, which carries what it shows as a sentence."""
    if reading.graph is None or not reading.graph.services:
        return ""
    axes = figures.service_graph(reading.graph)
    finding = escape(axes.get_title(loc="left").replace("\n", " "))
    coded = base64.b64encode(figures.as_svg(axes).encode()).decode()
    return f'<img src="data:image/svg+xml;base64,{coded}" alt="{finding}" style="max-width: 100%;">'
