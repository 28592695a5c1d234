"""What the unit's grade cells call: the checks of everyone, and those of the worker and of predictions."""

from quaycrane.checks import check
from quaycrane.units.images_and_containers.checks.foreseen import predicts
from quaycrane.units.images_and_containers.checks.worker import (
    ends_in_order,
    finishes_its_job,
    logs_at_once,
    stays,
)

__all__ = ["check", "ends_in_order", "finishes_its_job", "logs_at_once", "predicts", "stays"]
