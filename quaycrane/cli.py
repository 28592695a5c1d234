"""The `quaycrane` command: argument parsing and printing."""

import argparse
import errno
import pkgutil
import sys
from collections.abc import Callable, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.commands.check_arguments import add_check_arguments
from quaycrane.commands.course import add_course_argument
from quaycrane.commands.grade_arguments import add_grade_arguments
from quaycrane.commands.kit_arguments import add_kit_arguments
from quaycrane.commands.lab_arguments import add_lab_arguments
from quaycrane.commands.pocket_arguments import add_pocket_arguments
from quaycrane.commands.site_arguments import add_site_arguments
from quaycrane.errors import BuildError, QuaycraneError

if TYPE_CHECKING:
    from rich.console import Console

Command = Callable[["Console", argparse.Namespace], int]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return its exit code: 0 done, 1 not, 2 used wrongly, 130 interrupted."""
    chosen, rest = _parser().parse_known_args(arguments)
    if rest and chosen.command not in {"test", "lab"}:
        _parser().error(f"unknown: {' '.join(rest)}")
    chosen.rest = rest
    if chosen.command == "check":
        return _check(chosen)
    from rich.console import Console  # noqa: PLC0415 - judging a file takes less long than loading it
    from rich.markup import escape  # noqa: PLC0415 - the same

    console = Console(highlight=False)
    try:
        command: Command = pkgutil.resolve_name(f"quaycrane.commands.{_COMMANDS[chosen.command]}")
        return command(console, chosen)
    except KeyboardInterrupt:
        console.print("\nInterrupted. What was made on the engine is removed; the same command goes on.")
        return 130
    except ModuleNotFoundError as error:
        console.print(f"[red]✗ {error.name} is not there, which this command needs[/]")
        console.print("Install the course's part, too: pip install 'quaycrane[course]'", markup=False)
        return 1
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS}:
            raise
        console.print(f"[red]✗ The disk takes no more: {escape(str(error))}[/]")
        console.print("Free space there, and give the same command again.", markup=False)
        return 1
    except QuaycraneError as error:
        log = f"\n{error.log}" if isinstance(error, BuildError) and error.log else ""
        console.print(f"[red]✗ {escape(error.what)}[/]")
        console.print("\n".join(line for line in (error.why + log, error.fix) if line), markup=False)
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="quaycrane", description="Learn Docker on a real Docker Engine.")
    parser.add_argument("--version", action="version", version=f"quaycrane {version('quaycrane')}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    shown = commands.add_parser("demo", help="engine, images, release, a graded class, figures")
    shown.add_argument("unit", metavar="UNIT", nargs="?", default="", help="three of them by default")
    laid = commands.add_parser("init", help="lay out a course in a folder, for an instructor")
    laid.add_argument("folder", type=Path, metavar="DIR")
    renewed = commands.add_parser("upgrade", help="bring a newer release to such a course")
    renewed.add_argument("folder", type=Path, metavar="DIR")
    add_lab_arguments(commands.add_parser("lab", help="JupyterLab, for a student or an instructor"))
    made = commands.add_parser("new-unit", help="the skeleton of a unit, for an author to fill")
    made.add_argument("unit", metavar="NN-NAME")
    commands.add_parser("test", help="run the tests; --all runs every case, further arguments go to pytest")
    judged = commands.add_parser("check", help="judge a Dockerfile, a Compose file, a folder or an image")
    add_check_arguments(judged)
    doctor = commands.add_parser("doctor", help="what is there, what is missing, how to get it")
    doctor.add_argument("--json", action="store_true", help="the same lines as JSON")
    engine = commands.add_parser("engine", help="the course's own Docker Engine")
    engine.add_argument("action", choices=("start", "stop", "status", "env"))
    add_pocket_arguments(commands.add_parser("pocket", help="a real engine in an emulated machine"))
    add_kit_arguments(commands.add_parser("kit", help="the images that the course needs"))
    add_course_argument(commands.add_parser("release", help="generate release/ from source/"))
    add_grade_arguments(commands.add_parser("grade", help="grade what a class handed in"))
    ran = commands.add_parser("run", help="run units top to bottom: seconds, memory, claims")
    ran.add_argument("units", metavar="UNIT", nargs="*")
    ran.add_argument("--all", action="store_true", help="every unit, and write docs/claims.md")
    add_course_argument(ran)
    recorded = commands.add_parser("record", help="keep what units show, for a place without an engine")
    recorded.add_argument("units", metavar="UNIT", nargs="*")
    recorded.add_argument("--all", action="store_true", help="every unit")
    add_course_argument(recorded)
    add_site_arguments(
        commands.add_parser("site", help="the guides, and the units as they ran, as pages"), parser
    )
    tried = commands.add_parser("try", help="a unit in an editor of one's choice, judged at each save")
    tried.add_argument("unit", metavar="UNIT")
    tried.add_argument("--once", action="store_true", help="judge once; 1 where something fails")
    add_course_argument(tried)
    report = commands.add_parser("report", help="an instructor's report of a graded class, as HTML")
    report.add_argument("unit", metavar="UNIT", nargs="?", default="")
    report.add_argument("--all", action="store_true", help="every unit, and one page over them")
    add_course_argument(report)
    return parser


def _check(chosen: argparse.Namespace) -> int:
    from quaycrane.commands.check import check  # noqa: PLC0415 - only what the command needs

    try:
        return check(chosen)
    except KeyboardInterrupt:
        return 130


_COMMANDS = {
    "demo": "demo:demo",
    "doctor": "doctor:report",
    "engine": "engine:run_engine",
    "grade": "grade:run_grade",
    "init": "init:run_init",
    "kit": "kit:run_kit",
    "lab": "lab:open_lab",
    "pocket": "pocket:run_pocket",
    "new-unit": "new_unit:run_new_unit",
    "record": "record:record_units",
    "release": "units:release",
    "report": "class_report:report",
    "run": "run:run_units",
    "site": "site:build_site",
    "test": "suite:run_tests",
    "try": "trying:try_unit",
    "upgrade": "init:run_upgrade",
}
"""What runs each command, in `quaycrane.commands`: a module, loaded for its command only, and a function."""

if __name__ == "__main__":
    sys.exit(main())
