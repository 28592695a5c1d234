"""The course as one: what its units show of each claim, what they use, and how far a learner is.

What runs notebooks, `quaycrane.course.running`, is imported by its own name: a kernel does not need it.
"""

from quaycrane.course.claims import Claim, Verdict, claims
from quaycrane.course.claims_page import claims_page
from quaycrane.course.evidence import Evidence, evidence
from quaycrane.course.progress import Part, UnitProgress, units_in

__all__ = [
    "Claim", "Evidence", "Part", "UnitProgress", "Verdict", "claims", "claims_page", "evidence", "units_in",
]  # fmt: skip
