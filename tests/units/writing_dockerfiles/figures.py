"""The unit's figures, each as it is drawn from a result made by hand."""

from quaycrane.units.writing_dockerfiles.figures import endings, shrinking
from tests.units.writing_dockerfiles import results

FIGURES = {
    "shrinking": lambda ax=None: shrinking(results.shrinking(), ax=ax),
    "shrinking, nothing gained": lambda ax=None: shrinking(results.shrinking(one_practice=True), ax=ax),
    "endings": lambda ax=None: endings(results.endings(), ax=ax),
    "endings, all in order": lambda ax=None: endings(results.endings(all_closed=True), ax=ax),
}
