"""What `quaycrane kit` can be told on the command line."""

import argparse

_NAMES = "images, or units whose images are meant; without any, the whole kit"


def add_kit_arguments(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `quaycrane kit` its actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="what there is, from where, how big, present or not")
    fetch = _with_names(actions.add_parser("fetch", help="put images onto the engine"))
    fetch.add_argument("--offline", action="store_true", help="ask nobody outside this machine")
    fetch.add_argument("--force", action="store_true", help="replace what is there, even what is not ours")
    _with_names(actions.add_parser("verify", help="put each image to its smoke test"))


def _with_names(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("names", nargs="*", metavar="NAME", help=_NAMES)
    return parser
