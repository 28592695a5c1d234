"""Judges what learners write: its text, the image it makes, how its containers behave.

A check that takes parameters is made by calling it: ``check("app", checks.serves_page(port=8080))``.
"""

from collections.abc import Callable
from importlib.util import find_spec

from quaycrane.checks.declared import families
from quaycrane.checks.registry import Check, check, known_checks, load_checks
from quaycrane.checks.report import Outcome, Report, Verdict

__all__ = ["Check", "Outcome", "Report", "Verdict", "check", "known_checks"]


def __getattr__(name: str) -> Callable[..., Check]:
    """Return what makes a check, by name; loaded when asked for, so that importing stays quick."""
    is_module = (
        find_spec(f"{__name__}.{name}") is not None
    )  # `from quaycrane.checks import compose` asks, too
    if not (name.startswith("_") or is_module):
        load_checks()
        if name in families():
            return families()[name]
    raise AttributeError(f"There is no check {name.replace('_', '-')!r}")
