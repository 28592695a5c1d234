"""The end of a job, and how it is come to: what fails by the machine is tried again."""

from dataclasses import dataclass

from quaycrane.errors import NoEngineError, NoSlotsError
from quaycrane.grading.checking import slots
from quaycrane.grading.checking.failures import told
from quaycrane.grading.checking.isolation import Isolation
from quaycrane.grading.checking.work import Executed, Job

_ATTEMPTS = 2  # a failure is the machine's, never the answer's: it may be gone the second time


@dataclass(frozen=True)
class Done:
    """The end of a job.

    Attributes:
        key: The job's.
        executed: What it came to; None when nothing was checked.
        failure: Why nothing was checked: the machine's fault.
    """

    key: str
    executed: Executed | None
    failure: str = ""


def done(job: Job, isolation: Isolation) -> Done:
    """Do a job in this process, and once more where the machine fails.

    Raises:
        NoEngineError, NoSlotsError: No job can be done here.
    """
    failure = ""
    for _ in range(_ATTEMPTS):
        try:
            return Done(job.key, slots.execute(job, isolation))
        except (NoEngineError, NoSlotsError):
            raise
        except Exception as error:  # noqa: BLE001 - nobody's answer is at fault: it is told, and tried again
            failure = told(error)
    return Done(job.key, None, failure)
