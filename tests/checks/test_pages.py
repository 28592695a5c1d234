"""The pages of docs/rules say what the rules say."""

from pathlib import Path

import pytest

from quaycrane.checks.pages import pages, write
from quaycrane.kit import project_root

FOLDER = project_root() / "docs" / "rules"


def test_every_rule_has_its_page_and_no_other_has_one() -> None:
    """The folder holds one page a rule, and the list of them."""
    assert {path.name for path in FOLDER.iterdir()} == set(pages())


@pytest.mark.parametrize("name", sorted(pages()))
def test_a_page_says_what_its_rule_says(name: str) -> None:
    """A page is what the rule makes of it: `python -m quaycrane.checks.pages docs/rules` writes it anew."""
    assert (FOLDER / name).read_text(encoding="utf-8") == pages()[name]


def test_a_page_of_a_rule_that_is_no_more_goes(tmp_path: Path) -> None:
    """Writing the pages anew takes away what no rule stands for."""
    (tmp_path / "Gone.md").write_text("gone")
    write(tmp_path)
    assert {path.name for path in tmp_path.iterdir()} == set(pages())
