"""Rights as ``--chmod`` takes them."""

import re
from collections.abc import Iterator

from quaycrane.checks.dockerfile.values.scalars import unsigned

_CLAUSE = r"[augo]*(?:[-+=][rstwXxugo]*)+"
_SYMBOLIC = re.compile(rf"{_CLAUSE}(?:,{_CLAUSE})*")
_MOST = 0o7777


def wrong_mode(text: str) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in the value of ``--chmod``, and how to mend it."""
    if unsigned(text, 8, _MOST) is None and not _SYMBOLIC.fullmatch(text):
        yield (
            f"--chmod cannot be {text[:40]!r}",
            "Write the rights as digits from 0 to 7, --chmod=755, or as chmod does: --chmod=u=rwx,go=rx",
        )
