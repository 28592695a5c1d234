"""Tells whoever watches what is looked at just now, and which step of a build runs."""

from collections.abc import Callable

_watchers: list[Callable[[str], None]] = []


def watch(told: Callable[[str], None]) -> None:
    """Let somebody be told, from now on and in this process, in a few words each time."""
    _watchers[:] = [told]


def tell(words: str) -> None:
    """Tell whoever watches."""
    for told in _watchers:
        told(words)
