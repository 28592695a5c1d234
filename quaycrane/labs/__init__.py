"""What the units' labs share. A lab is one experiment: a small frozen result, nothing printed."""

from quaycrane.labs.copies import at_rest, forget, one_layer_copy, pull_seconds
from quaycrane.labs.pulls import Pull, Pulls, base_pulls, pulls
from quaycrane.labs.registry import Registry
from quaycrane.labs.workspace import Progress, Workspace

__all__ = [
    "Progress",
    "Pull",
    "Pulls",
    "Registry",
    "Workspace",
    "at_rest",
    "base_pulls",
    "forget",
    "one_layer_copy",
    "pull_seconds",
    "pulls",
]
