"""Finds the units that a command grades or tells of: the one that is named, or all that were handed in."""

import argparse
from pathlib import Path

from quaycrane.errors import InputError
from quaycrane.grading import units_of


def units_named(chosen: argparse.Namespace, root: Path) -> tuple[str, ...]:
    """Return the unit that was named, or with ``--all`` those that somebody handed in.

    Raises:
        InputError: Neither or both were given, or nobody handed in anything.
    """
    if bool(chosen.unit) == chosen.all:
        raise InputError("Name a unit, or give --all", fix=f"For example: quaycrane {chosen.command} --all")
    if chosen.unit:
        return (chosen.unit,)
    units = units_of(root)
    if not units:
        raise InputError("Nobody handed in anything", fix="`nbgrader collect UNIT` brings in a unit")
    return units
