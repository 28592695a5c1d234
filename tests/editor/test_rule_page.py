"""The page of a rule that a click opens."""

import pytest

from quaycrane.checks.lint.rules import lint_rules
from quaycrane.editor.rule_page import rule_page


@pytest.mark.parametrize("name", lint_rules())
def test_every_rule_has_one(name: str) -> None:
    """It says why and how to mend it, with nothing left of Markdown's signs."""
    page = rule_page(name)
    assert page
    assert f"<h1>{name}</h1>" in page
    assert "<strong>Why.</strong>" in page
    assert "```" not in page


def test_what_is_no_rule_has_none() -> None:
    """A name that there is not has no page."""
    assert rule_page("NoSuchRule") is None
