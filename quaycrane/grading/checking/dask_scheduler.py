"""Finds the workers of a Dask scheduler, where Dask is installed."""

from quaycrane.errors import QuaycraneError
from quaycrane.grading.checking.slots import Isolation
from quaycrane.grading.checking.workers import Workers


def workers_at(address: str, isolation: Isolation) -> Workers:
    """Return what does jobs on the workers of a scheduler.

    Args:
        address: The scheduler's, as ``tcp://host:8786``.
        isolation: How answers are kept apart.

    Raises:
        QuaycraneError: Dask is not installed.
    """
    try:
        from quaycrane.grading.checking.dask_workers import DaskWorkers  # noqa: PLC0415 - an extra of the package
    except ModuleNotFoundError as error:
        why = f"There is no package {error.name}"
        raise QuaycraneError("Dask is not installed", why=why, fix="See docs/gradebook.md") from None
    return DaskWorkers(address, isolation)
