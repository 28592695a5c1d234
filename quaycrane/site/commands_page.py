"""The page of the commands, in the words that each says of itself."""

import argparse
import os
from unittest.mock import patch

_WIDTH = "92"


def commands_page(parser: argparse.ArgumentParser) -> str:
    """Return the page, as Markdown.

    Args:
        parser: The command's, whose subcommands are told one by one.
    """
    with patch.dict(os.environ, {"COLUMNS": _WIDTH, "NO_COLOR": "1"}):
        return "\n".join(
            [
                "# Commands",
                "",
                "What `quaycrane COMMAND --help` prints. In a clone `./course COMMAND` is the same, and",
                "makes the environment first.",
                "",
                *(_section(name, one) for name, one in sorted(_subcommands(parser).items())),
            ]
        )


def _section(name: str, parser: argparse.ArgumentParser) -> str:
    return f"## {name}\n\n```text\n{parser.format_help().strip()}\n```\n"


def _subcommands(parser: argparse.ArgumentParser) -> dict[str, argparse.ArgumentParser]:
    (below,) = (one for one in parser._actions if isinstance(one, argparse._SubParsersAction))  # noqa: SLF001
    return dict(below.choices)
