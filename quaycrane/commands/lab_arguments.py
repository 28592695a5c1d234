"""The arguments of `quaycrane lab`."""

import argparse

from quaycrane.commands.course import add_course_argument


def add_lab_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `quaycrane lab` can be told."""
    parser.add_argument(
        "--instructor", action="store_true", help="open the whole course, with Formgrader, not only work/"
    )
    parser.add_argument(
        "--prepare",
        action="store_true",
        help="open nothing: lay out work/ and print what leads a JupyterLab of one's own there, for a shell",
    )
    add_course_argument(parser)
    parser.epilog = "Further arguments go to JupyterLab, for example --no-browser."
