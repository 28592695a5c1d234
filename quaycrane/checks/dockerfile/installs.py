"""Recognises the step that installs an application's packages."""

import re

_INSTALL = re.compile(
    r"\b(?:npm\s+(?:ci|install|i|clean-install)|yarn(?:\s+install)?|pnpm\s+(?:i|install))\b"
)
_FREE = re.compile(r"\b(?:npm\s+(?:install|i)|pnpm\s+(?:i|install)(?!.*frozen)|yarn(?!.*frozen))\b")


def installs(script: str) -> bool:
    """Return whether a script installs packages."""
    return bool(_INSTALL.search(script))


def installs_freely(script: str) -> bool:
    """Return whether a script installs without following the lock file to the letter."""
    return bool(_FREE.search(script))
