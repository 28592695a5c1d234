"""The explorer's words as HTML: the judgement's table, progress, and what went wrong."""

from quaycrane.errors import QuaycraneError
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


def progress(step: str) -> str:
    """Return a line that says what is going on."""
    return look.box("notice", [look.quiet(step)])


def failure(error: QuaycraneError) -> str:
    """Return what happened, why, and what to do."""
    parts = [look.strong(error.what)]
    parts += [look.quiet("why: ") + look.prose(error.why)] if error.why else []
    parts += [look.quiet("fix: ") + look.prose(error.fix)] if error.fix else []
    return look.box("bad", parts)
