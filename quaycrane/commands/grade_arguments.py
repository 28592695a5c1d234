"""The arguments of `quaycrane grade`."""

import argparse

from quaycrane.commands.course import add_course_argument


def add_grade_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `quaycrane grade` can be told."""
    parser.add_argument("unit", metavar="UNIT", nargs="?", default="")
    parser.add_argument("--all", action="store_true", help="every unit that somebody handed in")
    add_course_argument(parser)
    parser.add_argument(
        "--workers", type=int, metavar="N", help="slots at a time; as many as pay where it is left out"
    )
    parser.add_argument(
        "--student", action="append", default=[], metavar="NAME", help="only this one; may repeat"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be done, and do nothing")
    parser.add_argument("--regrade", action="store_true", help="check all again, and say whose marks changed")
    parser.add_argument(
        "--trusted",
        action="store_true",
        help="check on the engine at hand, one at a time, without slots: what students build is root there",
    )
    parser.add_argument(
        "--scheduler", default="", metavar="ADDRESS", help="a Dask scheduler, for more machines"
    )
