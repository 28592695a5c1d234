"""One package a unit: the labs, figures, explorers and checks that are its own.

The unit ``03-layers-and-cache`` of ``source/`` has the package ``layers_and_cache``. Its set-up cell imports
from there; what two units share stands in `quaycrane.labs`, `quaycrane.figures` and `quaycrane.widgets`.
"""

import re

__all__ = ["package_name"]


def package_name(unit: str) -> str:
    """Return the name of a unit's package: without the number, with underscores."""
    return re.sub(r"\W", "_", re.sub(r"^\d+-", "", unit))
