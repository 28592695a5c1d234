"""Every figure states its finding and its source, and no text of it is cut off or covered."""

from collections.abc import Callable
from itertools import combinations
from pathlib import Path
from typing import Any

import matplotlib as mpl
import pytest
from matplotlib import pyplot as plt
from matplotlib.axes import Axes
from matplotlib.backend_bases import RendererBase
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from quaycrane.figures import save, service_graph, style
from tests.figures import results
from tests.units.packages import modules

Draw = Callable[..., Axes]

FIGURES: dict[str, Draw] = {
    "service graph": lambda ax=None: service_graph(results.graph(), ax=ax),
    "service graph, one service": lambda ax=None: service_graph(results.graph(services=1), ax=ax),
    "service graph, six services": lambda ax=None: service_graph(results.graph(services=6), ax=ax),
    **{name: draw for figures in modules("figures") for name, draw in figures.FIGURES.items()},
}

every_figure = pytest.mark.parametrize("draw", FIGURES.values(), ids=FIGURES.keys())


def _texts(ax: Axes) -> list[tuple[str, Bbox]]:
    """Return the texts that are really drawn: ticks outside the view exist, but are not."""
    figure = ax.get_figure(root=True)
    drawn: dict[int, Text] = {}
    draw = Text.draw

    def record(text: Text, renderer: RendererBase) -> None:
        drawn[id(text)] = text
        draw(text, renderer)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", record)
        figure.canvas.draw()  # type: ignore[union-attr]
    shown = [text for text in drawn.values() if text.get_visible() and text.get_text().strip()]
    return [(text.get_text(), Text.get_window_extent(text)) for text in shown]


@every_figure
def test_no_text_is_cut_off(draw: Draw) -> None:
    """Every text lies inside the canvas."""
    ax = draw()
    canvas = ax.get_figure(root=True).bbox  # type: ignore[union-attr]
    for text, box in _texts(ax):
        assert box.x0 >= canvas.x0 - 1, text
        assert box.x1 <= canvas.x1 + 1, text
        assert box.y0 >= canvas.y0 - 1, text
        assert box.y1 <= canvas.y1 + 1, text


@every_figure
def test_no_two_texts_overlap(draw: Draw) -> None:
    """No text covers another."""
    for (one, first), (other, second) in combinations(_texts(draw()), 2):
        shared = Bbox.intersection(first, second)
        assert shared is None or min(shared.width, shared.height) < 1, f"{one!r} over {other!r}"


@every_figure
def test_every_figure_says_where_its_numbers_come_from(draw: Draw) -> None:
    """The provenance stands below the axes."""
    shown = " ".join(text.replace("\n", " ") for text, _ in _texts(draw()))
    assert results.PROVENANCE.note in shown or "Read from compose.yaml" in shown


@every_figure
def test_text_is_large_enough(draw: Draw) -> None:
    """Nothing is written in less than 8 points."""
    ax = draw()
    assert min(float(text.get_fontsize()) for text in ax.findobj(Text) if isinstance(text, Text)) >= 8


@every_figure
def test_drawing_changes_no_global_setting(draw: Draw) -> None:
    """The look of the caller's own figures stays."""
    before = dict(mpl.rcParams)
    draw()
    assert dict(mpl.rcParams) == before


@every_figure
def test_given_axes_are_used(draw: Draw) -> None:
    """A figure drawn on the caller's axes opens none of its own and stays readable on a dark style."""
    with plt.style.context("dark_background"):
        _, ax = plt.subplots(figsize=(8, 5))
    assert draw(ax=ax) is ax
    assert len(plt.get_fignums()) == 1
    assert mpl.colors.to_hex(ax.get_facecolor()) == "#faf9f6"


def test_saving_writes_the_file_and_closes_the_figure(tmp_path: Path) -> None:
    """`save` leaves a PNG and no open figure."""
    path = save(service_graph(results.graph()), tmp_path / "graph.png")
    assert path.read_bytes().startswith(b"\x89PNG")
    assert plt.get_fignums() == []


def test_a_number_keeps_its_unit() -> None:
    """A title that needs two lines breaks between words, never between a number and its unit."""
    _, ax = plt.subplots()
    style.headline(ax, "A source edit of one small source file re-runs 2 of 5 steps: 12.2 s")
    assert ax.get_title(loc="left").splitlines()[-1].endswith("12.2 s")


TITLES = {
    "apart": ({}, "The outside reaches web, which cannot reach db"),
    "together": ({"apart": False}, "The outside reaches web, and web reaches db on default"),
    "published": ({"database_port": "3306:3306"}, "db answers to every machine that reaches the host"),
    "loopback": ({"database_port": "127.0.0.1:3306:3306"}, "The outside reaches web, which cannot reach db"),
    "one": ({"services": 1}, "1 service: the outside reaches web"),
}


@pytest.mark.parametrize(("options", "title"), TITLES.values(), ids=TITLES.keys())
def test_the_service_graph_tells_what_the_outside_reaches(options: dict[str, Any], title: str) -> None:
    """The title says who is published, and whether a database can be reached from there."""
    assert service_graph(results.graph(**options)).get_title(loc="left") == title


def test_the_service_graph_shows_every_service_once() -> None:
    """Each service has a box with its ports, each dependency a line with its condition."""
    words = [text.get_text() for text in service_graph(results.graph()).texts]
    assert [words.count(name) for name in ("web", "api", "db")] == [1, 1, 1]
    assert "published 8080 → 80" in words
    assert words.count("until healthy") == 1
    assert words.count("until started") == 1
    assert "network back, internal" in words
    assert "volume rows" in words
