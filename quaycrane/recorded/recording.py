"""A unit's recording, and the file that holds it."""

import gzip
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from quaycrane.errors import InputError


@dataclass(frozen=True)
class Recorded:
    """A cell of a demonstration, as it ran.

    Attributes:
        id: The cell's id.
        source: Its text.
        outputs: What it showed, as a notebook keeps it.
    """

    id: str
    source: str
    outputs: tuple[Mapping[str, Any], ...]


@dataclass(frozen=True)
class Recording:
    """The demonstration of a unit, as it ran once.

    Attributes:
        date: When, as ``2026-11-27``.
        engine: The engine in words.
        cells: The cells, in order.
        live: The texts of the other code cells, which run wherever the notebook does.
    """

    date: str
    engine: str
    cells: tuple[Recorded, ...]
    live: tuple[str, ...] = ()


def path_of(root: Path, unit: str) -> Path:
    """Return where a course keeps the recording of a unit."""
    return root / "recordings" / f"{unit}.json.gz"


def save(path: Path, recording: Recording) -> None:
    """Write a recording; the same one gives the same bytes."""
    path.parent.mkdir(exist_ok=True)
    text = json.dumps(asdict(recording), ensure_ascii=False, indent=0)
    path.write_bytes(gzip.compress(text.encode(), mtime=0))


def load(path: Path) -> Recording:
    """Return a recording.

    Raises:
        InputError: There is none, or it cannot be read.
    """
    try:
        payload = json.loads(gzip.decompress(path.read_bytes()))
        cells = (Recorded(one["id"], one["source"], tuple(one["outputs"])) for one in payload["cells"])
        return Recording(payload["date"], payload["engine"], tuple(cells), tuple(payload["live"]))
    except (OSError, EOFError, ValueError, LookupError, TypeError) as error:
        raise InputError(
            f"The recording {path.name} cannot be read",
            why=str(error)[:200],
            fix="Make it again where an engine is: quaycrane record",
        ) from None
