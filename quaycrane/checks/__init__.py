"""Judges what learners write: its text, the image it makes, how its containers behave."""

from quaycrane.checks.registry import check, known_checks
from quaycrane.checks.report import Outcome, Report, Verdict

__all__ = ["Outcome", "Report", "Verdict", "check", "known_checks"]
