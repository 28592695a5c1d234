"""What `quaycrane check` takes on the command line."""

from argparse import ArgumentParser


def add_check_arguments(parser: ArgumentParser) -> None:
    """Give the command line's parser what this command takes."""
    parser.add_argument(
        "targets",
        nargs="*",
        metavar="TARGET",
        help="a Dockerfile, a Compose file, a folder, an image with its tag, or - for the standard input",
    )
    parser.add_argument("--format", choices=("text", "json", "sarif", "github"), default="text")
    parser.add_argument(
        "--level",
        choices=("error", "warning", "note"),
        help="the least severe finding that counts (default: what the settings say, else warning)",
    )
    parser.add_argument(
        "--ignore", action="append", default=[], metavar="RULE", help="a rule to leave out; may be repeated"
    )
    parser.add_argument(
        "--strict", action="store_true", help="heed no settings, and no comments that switch rules off"
    )
    parser.add_argument(
        "--stdin-name", default="", metavar="FILE", help="the file that the standard input stands for"
    )
    parser.add_argument("--explain", metavar="RULE", help="why a rule is one, how to mend it, bad and good")
