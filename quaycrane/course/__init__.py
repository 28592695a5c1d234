"""The course as one: its units run from top to bottom, what they used, and what they showed of each claim."""

from quaycrane.course.claims import Claim, Verdict, claims
from quaycrane.course.claims_page import claims_page
from quaycrane.course.evidence import Evidence, evidence
from quaycrane.course.running import Ran, run_notebook

__all__ = [
    "Claim",
    "Evidence",
    "Ran",
    "Verdict",
    "claims",
    "claims_page",
    "evidence",
    "run_notebook",
]
