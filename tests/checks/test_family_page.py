"""docs/checks.md says what the checks say."""

from quaycrane.checks.family_page import family_page
from quaycrane.kit import project_root


def test_the_page_says_what_the_checks_say() -> None:
    """The list is what `python -m quaycrane.checks.family_page docs/checks.md` writes anew."""
    page = (project_root() / "docs" / "checks.md").read_text(encoding="utf-8")
    assert page == family_page()
    assert "after_edit(file, keeps='', renews='', rerun=None, replacing='')" in page
