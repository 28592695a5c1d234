"""Shows how far a learner is."""

from pathlib import Path

from quaycrane.course.progress import UnitProgress, units_in
from quaycrane.errors import InputError
from quaycrane.notebook.tables import Table


def progress(folder: str = ".") -> Table:
    """Show how far each unit in a folder is, as its notebook was last saved.

    Args:
        folder: The folder that holds one folder a unit.

    Raises:
        InputError: There is no unit.
    """
    units = units_in(Path(folder))
    if not units:
        raise InputError(
            f"There is no unit in {Path(folder).resolve()}",
            fix="Fetch one in the Assignment List, or open the course with ./course lab",
        )
    rows = tuple(
        (unit.title, f"{unit.points:g} of {unit.most:g}", unit.following or "All done") for unit in units
    )
    done = sum(not unit.following for unit in units)
    return Table(
        ("Unit", "Points so far", "Next"), rows, (1,), f"{done} of {len(units)} units done{_hidden(units)}"
    )


def _hidden(units: list[UnitProgress]) -> str:
    """Return what the points leave out, once there are some."""
    return ", before an instructor's hidden checks" if any(unit.points for unit in units) else ""
