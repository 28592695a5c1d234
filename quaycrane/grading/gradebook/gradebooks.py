"""Lets nbgrader open one gradebook many times at the price of once."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Gradebook
from sqlalchemy.orm import scoped_session


class SharedGradebooks:
    """What gradebooks at the same address have in common: the engine, and that their tables are there.

    nbgrader opens a gradebook a dozen times a submission, and makes an engine each time: it looks for every
    table, translates every statement anew, and SQLAlchemy's mappers remember engines that are gone.
    """

    def __init__(self) -> None:
        self._first: dict[tuple[str, str], Any] = {}

    @contextmanager
    def shared(self) -> Iterator[None]:
        """Let gradebooks that nbgrader opens meanwhile share; no connection stays open afterwards.

        Each still has a session of its own. Those of another thread would share too, which does no harm.
        """
        opened, closed, first = Gradebook.__init__, Gradebook.close, self._first

        def open_again(
            book: Any,  # noqa: ANN401 - nbgrader is untyped
            db_url: str,
            course_id: str = "default_course",
            authenticator: Any = None,  # noqa: ANN401 - the same
        ) -> None:
            known = first.get((db_url, course_id))
            if known is None:
                opened(book, db_url, course_id, authenticator)
                first[db_url, course_id] = book
            else:
                session = scoped_session(known.db.session_factory)
                vars(book).update(vars(known), db=session, authenticator=authenticator)

        def end_session(book: Any) -> None:  # noqa: ANN401 - the same
            book.db.remove()

        Gradebook.__init__, Gradebook.close = open_again, end_session
        try:
            yield
        finally:
            Gradebook.__init__, Gradebook.close = opened, closed
            for book in first.values():
                book.close()
