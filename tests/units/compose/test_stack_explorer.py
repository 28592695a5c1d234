"""The explorer of a Compose file under the hand: write, and read graph, order and findings."""

from typing import Any

from quaycrane.units.compose.checks import read_stack
from quaycrane.units.compose.widgets import explore_stack


def _hands() -> tuple[Any, Any, Any, Any]:
    """Return what a person uses: the text, the prediction, what is told, and the graph."""
    _, text, first, told, graph, _ = explore_stack(read_stack).children
    return text, first, told, graph


def test_the_example_has_an_order_and_a_graph() -> None:
    """The order of start goes from who is needed to who needs, and the picture has a text of its own."""
    _, _, told, graph = _hands()
    assert "db → api → web" in told.value
    assert 'alt="' in graph.value


def test_a_change_is_read_at_once() -> None:
    """Without the dependency two start first, and what was foreseen is judged again."""
    text, first, told, _ = _hands()
    first.value = "web"
    assert "✗ web is not among the first" in told.value
    text.value = text.value.replace("    depends_on: [api]\n", "")
    assert "✓ web is among the first" in told.value


def test_a_circle_and_a_broken_text_are_told() -> None:
    """Compose's refusal stands there with its line, as text, and no graph of something else."""
    text, _, told, graph = _hands()
    text.value = "services:\n  a: {image: 'x:1', depends_on: [b]}\n  b: {image: 'x:1', depends_on: [a]}\n"
    assert "does not take it" in told.value
    assert graph.value == ""
    text.value = "services:\n  <b>: ["
    assert "line" in told.value
    assert "<b>:" not in told.value
    text.value = ""
    assert "line" in told.value
