"""What `quaycrane try` shows: the first check that fails, hints on it, and the list of all."""

from collections.abc import Sequence

from rich.console import Console
from rich.markup import escape

from quaycrane.checks import Outcome, Report, Verdict
from quaycrane.checks.hints import hints_for
from quaycrane.checks.render import plain
from quaycrane.course.answer_files import AnswerFiles
from quaycrane.course.tasks import Task

_KEYS = "[dim]h hint · l list · r begin this answer anew · Enter judge again · q quit[/]"


class Screen:
    """A unit's tasks as they stand.

    Args:
        console: Where to show it.
        answers: The learner's answers.
        tasks: What is asked of them, in order.
    """

    def __init__(self, console: Console, answers: AnswerFiles, tasks: Sequence[Task]) -> None:
        self._console, self._answers, self._tasks = console, answers, tasks
        self._reports: dict[Task, Report] = {}
        self._failed: Outcome | None = None
        self._told = 0

    def judge(self) -> bool:
        """Judge task by task up to the first that fails, and show it; return whether none does."""
        before, self._failed, self._reports = self._failed, None, {}
        with self._console.status("Judging") as status:
            for task in self._tasks:
                status.update(escape(task.title))
                self._reports[task] = task.judge(self._answers.folder)
                self._failed = _first(self._reports[task], Verdict.FAILED)
                if self._failed:
                    break
        if self._failed is None or before is None or _key(self._failed) != _key(before):
            self._told = 0
        self._show()
        return self._failed is None and not any(
            _first(report, Verdict.UNCHECKED) for report in self._reports.values()
        )

    def _show(self) -> None:
        done = sum(report.fraction == 1 for report in self._reports.values())
        self._console.print(f"\n[bold]{done} of {len(self._tasks)} tasks done[/]")
        if self._failed:
            self._console.print(f"[bold]{escape(list(self._reports)[-1].title)}[/]")
            self._console.print(Report((self._failed,)))
            self._console.print(_KEYS)
        elif done == len(self._tasks):
            self._console.print("[green]✓[/] All of it passes. The interview question is in the notebook.")
        else:
            self._console.print("Nothing failed, but not all could be checked: l lists it.")

    def hint(self) -> None:
        """Tell one more hint on what fails."""
        if self._failed is None:
            self._console.print("Nothing failed.")
            return
        path = self._answers.folder / self._failed.file
        text = path.read_text(encoding="utf-8", errors="replace") if path.is_file() else ""
        hints = hints_for(self._failed, text)
        hint = hints[min(self._told, len(hints) - 1)]
        self._told += 1
        self._console.print(f"\n[bold]{hint.title}[/]")
        self._console.print(plain(hint.words or hint.example), markup=False)

    def list(self) -> None:
        """List the tasks, each with how it stands."""
        for task in self._tasks:
            report = self._reports.get(task)
            self._console.print(f"{_sign(report)} {escape(task.title)}")

    def reset(self) -> None:
        """Begin the answer that fails anew; what was written is kept."""
        file = self._failed.file if self._failed else ""
        if file and self._answers.reset(file):
            self._console.print(f"{file} is as it was handed out; what you had is in .before/{file}")
        else:
            self._console.print("There is nothing to begin anew.")


def _first(report: Report, verdict: Verdict) -> Outcome | None:
    return next((one for one in report.outcomes if one.verdict is verdict), None)


def _key(outcome: Outcome) -> tuple[str, str]:
    return outcome.name, outcome.observed


def _sign(report: Report | None) -> str:
    if report is None:
        return "[dim]·[/]"
    if report.failed:
        return "[red]✗[/]"
    return "[yellow]?[/]" if _first(report, Verdict.UNCHECKED) else "[green]✓[/]"
