"""Lets a gradebook find what belongs to one submission without reading the class."""

from nbgrader.api import Gradebook
from sqlalchemy import text

INDEXES = {
    "grade": "notebook_id",
    "comment": "notebook_id",
    "submitted_notebook": "assignment_id",
    "submitted_assignment": "student_id",
}
"""The column of each table by which nbgrader looks things up, and for which it has no index."""

_indexed: set[str] = set()


def add_indexes(book: Gradebook) -> None:
    """Add the indexes that are missing, once a process and gradebook; nbgrader leaves them as they are.

    Without them nbgrader reads the grades of all students for each look-up in one submission, so the work
    for a submission grows with the class.
    """
    address = str(book.engine.url)
    if address in _indexed:
        return
    for table, column in INDEXES.items():
        book.db.execute(text(f"CREATE INDEX IF NOT EXISTS quaycrane_{table}_{column} ON {table} ({column})"))
    book.db.commit()
    _indexed.add(address)
