"""Says of each unit what of it is live on this machine, and what is shown as it was recorded."""

from pathlib import Path

from quaycrane.engine import Kind
from quaycrane.errors import InputError
from quaycrane.kit import needed_by
from quaycrane.pocket import Place
from quaycrane.recorded import load, path_of


def here(root: Path, unit: str, kind: Kind) -> str:
    """Return one word or a few, as ``live``.

    Args:
        root: The course's folder.
        unit: The unit's name.
        kind: Which kind of engine is to be had.
    """
    if kind in {Kind.LIVE, Kind.STARTED}:
        return "live"
    if kind is Kind.POCKET and set(needed_by([unit])) <= set(Place().images()):
        return "live, in an emulated machine"
    try:
        return f"exercises' texts; the rest as recorded on {load(path_of(root, unit)).date}"
    except InputError:
        return "exercises' texts"
