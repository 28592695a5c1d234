"""What `quaycrane check` takes on the command line."""

from argparse import ArgumentParser


def add_check_arguments(parser: ArgumentParser) -> None:
    """Give the command line's parser what this command takes."""
    parser.add_argument(
        "targets", nargs="*", metavar="TARGET", help="a Dockerfile, a Compose file, a folder or an image"
    )
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text")
    parser.add_argument(
        "--level",
        choices=("error", "warning", "note"),
        default="warning",
        help="the least severe finding that counts (default: warning)",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="a rule to leave out; may be repeated"
    )
    parser.add_argument("--explain", metavar="RULE", help="why a rule is one, how to mend it, bad and good")
