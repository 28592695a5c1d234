"""What `quaycrane kit` can be told on the command line."""

import argparse
from pathlib import Path

_NAMES = "images, or units whose images are meant; without any, the whole kit"


def add_kit_arguments(parser: argparse.ArgumentParser) -> None:
    """Give the parser of `quaycrane kit` its actions."""
    actions = parser.add_subparsers(dest="action", required=True, metavar="ACTION")
    actions.add_parser("list", help="what there is, from where, how big, present or not")
    fetch = _with_names(actions.add_parser("fetch", help="put images onto the engine"))
    fetch.add_argument("--offline", action="store_true", help="ask nobody outside this machine")
    fetch.add_argument("--force", action="store_true", help="replace what is there, even what is not ours")
    fetch.add_argument("--from", dest="registry", default="", metavar="HOST:PORT", help="a class's registry")
    serve = _with_names(actions.add_parser("serve", help="a registry for a class, until Ctrl-C"))
    serve.add_argument("--port", type=int, default=5000, help="where it answers (5000)")
    serve.add_argument("--address", default="0.0.0.0", help="of which address (all)")  # noqa: S104 - read-only
    _with_names(actions.add_parser("remove", help="take what the kit brought off the engine"))
    save = _with_file(actions.add_parser("save", help="write images into one archive, for a USB stick"))
    save.add_argument("--force", action="store_true", help="replace a file that is there")
    load = _with_file(actions.add_parser("load", help="put images from an archive onto the engine"))
    load.add_argument("--force", action="store_true", help="replace images that are not ours")
    _with_names(actions.add_parser("verify", help="put each image to its smoke test"))


def _with_file(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("file", type=Path, metavar="FILE", help="the archive")
    return _with_names(parser)


def _with_names(parser: argparse.ArgumentParser) -> argparse.ArgumentParser:
    parser.add_argument("names", nargs="*", metavar="NAME", help=_NAMES)
    return parser
