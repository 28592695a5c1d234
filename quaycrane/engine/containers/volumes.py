"""Makes a volume for as long as a block lasts."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.ours.labels import run_labels
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection


@contextmanager
def volume(engine: "Connection") -> Iterator[str]:
    """Make an empty volume, yield its name, and remove it when the block ends.

    Raises:
        NoEngineError: The engine stops answering.
    """
    with explained():
        made = engine.client.volumes.create(labels=run_labels())
    try:
        yield str(made.name)
    finally:
        with suppress(errors.NotFound, QuaycraneError), explained():
            made.remove(force=True)
