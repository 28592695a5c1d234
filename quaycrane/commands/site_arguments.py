"""What `quaycrane site` takes on the command line."""

from argparse import ArgumentParser
from pathlib import Path


def add_site_arguments(parser: ArgumentParser, whole: ArgumentParser) -> None:
    """Add the arguments of `quaycrane site`, which also tells of every other command."""
    parser.add_argument("--to", type=Path, metavar="DIR", help="where to; site/ in the project by default")
    parser.set_defaults(parser=whole)
