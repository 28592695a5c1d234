"""What `%%dockerfile` shows: the instructions with their lines, and what to mend."""

from collections.abc import Sequence

from quaycrane.checks.answer import is_written
from quaycrane.checks.dockerfile import Problem, outline, problems
from quaycrane.notebook.shown import Shown
from quaycrane.widgets import look

NOTHING_YET = "Nothing written yet: replace the comment with your answer and run the cell again."


def view(name: str, text: str, further: Sequence[Problem] = ()) -> Shown:
    """Return the view of a Dockerfile's text that was written to `name`.

    Args:
        name: The file.
        text: The Dockerfile.
        further: What the text alone does not tell.
    """
    if not is_written(text):
        return Shown(
            look.box("notice", [look.strong(f"{name}: ") + look.prose(NOTHING_YET)]), f"{name}: {NOTHING_YET}"
        )
    rows, wrong = outline(text), [*problems(text), *further]
    at = {problem.line for problem in wrong}
    table = look.grid(
        ("line", "instruction", "makes", ""),
        [
            (
                str(row.line),
                look.code(row.instruction),
                look.quiet(row.note),
                "⚠ see below" if row.line in at else "",
            )
            for row in rows
        ],
        right=(0,),
    )
    verdict = _verdict(len(rows), len(wrong))
    head = look.strong(f"{name}: ") + look.prose(verdict)
    parts = [head, table, *(problem_html(problem) for problem in wrong)]
    lines = [f"{name}: {verdict}", *(f"{row.line:4} {row.instruction}  ({row.note})" for row in rows)]
    lines += map(problem_text, wrong)
    return Shown(look.box("notice" if wrong else "good", parts), "\n".join(lines))


def _verdict(instructions: int, wrong: int) -> str:
    counted = f"{instructions} instruction{'s' if instructions != 1 else ''} written"
    if not wrong:
        return f"{counted}, nothing to mend in its text."
    return f"{counted}, {wrong} thing{'s' if wrong != 1 else ''} to mend."


def problem_text(problem: Problem) -> str:
    """Return a problem as text: its line, what is wrong, why it matters, how to mend it."""
    more = "".join(f"\n    {part}" for part in (problem.why, problem.fix) if part)
    return f"line {problem.line}: {problem.what}{more}"


def problem_html(problem: Problem) -> str:
    """Return the same as HTML."""
    parts = [look.strong(f"line {problem.line}: ") + look.prose(problem.what)]
    parts += [look.quiet("why: ") + look.prose(problem.why)] if problem.why else []
    parts += [look.quiet("fix: ") + look.prose(problem.fix)] if problem.fix else []
    return '<div style="margin: 6px 0;">' + "<br>".join(parts) + "</div>"
