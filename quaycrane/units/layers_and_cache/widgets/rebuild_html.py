"""The explorer's words as HTML: the judgement's table."""

from quaycrane.units.layers_and_cache.widgets.rebuild_state import Judgement, Verdict
from quaycrane.widgets import look

_HEADINGS = ("step", "you said", "it", "seconds", "")


def judgement(result: Judgement) -> str:
    """Return the sentence and the table of prediction against fact."""
    all_right = all(verdict.right for verdict in result.verdicts)
    table = look.grid(_HEADINGS, [_row(verdict) for verdict in result.verdicts], right=(3,))
    return look.box("good" if all_right else "notice", [look.prose(result.score), table])


def _row(verdict: Verdict) -> tuple[str, ...]:
    return (
        look.code(verdict.instruction),
        "runs" if verdict.foreseen else "cached",
        "ran" if verdict.ran else "came from the cache",
        f"{verdict.seconds:.2f} s" if verdict.ran else "-",
        "✓ right" if verdict.right else look.strong("✗ not so"),
    )
