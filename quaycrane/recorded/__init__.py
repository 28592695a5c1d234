"""What the units showed on a live engine, for a place where none can be had.

A recording holds the cells of a unit's demonstration by their text, with their outputs. Nothing pretends to
be an engine: a cell that is unchanged shows what it showed, marked as recorded, and none runs.
"""

from quaycrane.recorded.finding import Found, find
from quaycrane.recorded.recording import Recorded, Recording, load, path_of, save
from quaycrane.recorded.taking import is_recorded, take

__all__ = ["Found", "Recorded", "Recording", "find", "is_recorded", "load", "path_of", "save", "take"]
