"""What the unit's grade cells call: the checks of the guest book, and those of predictions."""

from quaycrane.checks import check
from quaycrane.units.volumes.checks.foreseen import predicts
from quaycrane.units.volumes.checks.guest_book import (
    anyone_may_sign,
    greets,
    greets_from_a_new_image,
    guest_book_opens,
    guests_are_kept,
    pages_are_read_only,
    runs_without_root,
    shows_a_renamed_file,
    shows_an_edit,
)

__all__ = [
    "anyone_may_sign",
    "check",
    "greets",
    "greets_from_a_new_image",
    "guest_book_opens",
    "guests_are_kept",
    "pages_are_read_only",
    "predicts",
    "runs_without_root",
    "shows_a_renamed_file",
    "shows_an_edit",
]
