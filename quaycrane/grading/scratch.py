"""Lays out the folder in which the checks of one submission run."""

import os
import shutil
from collections.abc import Iterable
from fnmatch import fnmatch
from pathlib import Path

from quaycrane.grading.answers import Slot
from quaycrane.grading.taking import write_answer


def lay_scratch(
    unit: Path, scratch: Path, answers: Iterable[tuple[Slot, str | None]], ignore: Iterable[str]
) -> None:
    """Fill `scratch` with the unit's own files and a student's answers.

    Notebooks stay out, links are not followed. Where an answer is missing there is no file, not
    the instructor's.

    Args:
        unit: ``source/<unit>``.
        scratch: An empty folder.
        answers: Where each answer goes, and its text; None for a missing one.
        ignore: Names of files and folders that are no part of a unit, as patterns.
    """
    patterns = (*ignore, "*.ipynb")

    def left_out(folder: str, names: list[str]) -> set[str]:
        return {
            name
            for name in names
            if any(fnmatch(name, pattern) for pattern in patterns) or Path(folder, name).is_symlink()
        }

    shutil.copytree(unit, scratch, ignore=left_out, dirs_exist_ok=True)
    for root, folders, files in os.walk(
        scratch
    ):  # a check may write where the instructor's copy is read-only
        for name in (*folders, *files):
            path = Path(root, name)
            path.chmod(path.stat().st_mode | 0o600)
    for slot, text in answers:
        if slot.path is None:
            continue
        (scratch / slot.path).unlink(missing_ok=True)
        if text is not None:
            write_answer(scratch, slot, text)
