"""Wheels from PyPI, through the machine's own pip."""

import sys
from pathlib import Path

from quaycrane.kit.materials.tools import Tools


def wheels(tools: Tools, requirements: list[Path], folder: Path) -> None:
    """Put the wheels that requirements name into `folder`; those of pure Python, which any Python takes.

    Args:
        tools: Runs pip.
        requirements: Files that pin each package, those that others need included.
        folder: Where to.

    Raises:
        QuaycraneError: pip failed.
    """
    for path in requirements:
        tools.run(
            sys.executable,
            *("-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:", "--platform=any"),
            f"--dest={folder}",
            f"--requirement={path}",
            folder=folder,
            fix="See whether pip reaches its index, and whether each package has a wheel of pure Python",
        )
