"""Remembers what layers weigh, from one process to the next: what is in a layer never changes."""

import re
from contextlib import suppress
from pathlib import Path

from platformdirs import user_cache_path

_LINE = re.compile(r"(sha256:[0-9a-f]{64}) ([0-9]+)")


class WeightMemory:
    """Bytes by digest, in memory and in a file of the user's cache.

    The file only grows, by one short line a layer, so that several processes may write it at once.
    Where it cannot be read or written, memory serves alone.

    Args:
        file: Where; None for the usual place.
    """

    def __init__(self, file: Path | None = None) -> None:
        self._file = file or user_cache_path("quaycrane") / "layer-bytes"
        self._known: dict[str, int] | None = None

    def __contains__(self, digest: object) -> bool:
        return digest in self._read()

    def get(self, digest: str, default: int = 0) -> int:
        """Return what a layer weighs, or `default` where that is not known."""
        return self._read().get(digest, default)

    def __setitem__(self, digest: str, size_bytes: int) -> None:
        self._read()[digest] = size_bytes
        with suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            with self._file.open("a", encoding="ascii") as lines:
                lines.write(f"{digest} {size_bytes}\n")

    def _read(self) -> dict[str, int]:
        if self._known is None:
            text = ""
            with suppress(OSError):
                text = self._file.read_text(encoding="ascii", errors="replace")
            whole = (_LINE.fullmatch(line) for line in text.splitlines())
            self._known = {match[1]: int(match[2]) for match in whole if match}
        return self._known
