"""The arguments of `quaycrane pocket`."""

import argparse
from pathlib import Path


def add_pocket_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what `quaycrane pocket` can be told."""
    parser.set_defaults(action="up", archive=None, names=[])
    actions = parser.add_subparsers(metavar="ACTION")
    for name, told in (
        ("start", "start it, and wait until it answers"),
        ("stop", "stop it in order"),
        ("status", "whether it is built, and whether it runs"),
    ):
        actions.add_parser(name, help=told).set_defaults(action=name)
    build = actions.add_parser("build", help="build it, with the images of the first units on its disk")
    build.set_defaults(action="build")
    build.add_argument("--kit", dest="archive", type=Path, metavar="FILE", help="an archive of `kit save`")
    told = "images, or units whose images are meant; by default the first three units'"
    build.add_argument("names", metavar="NAME", nargs="*", help=told)
    parser.epilog = "Without an action it is built where it is not there yet, and started."
