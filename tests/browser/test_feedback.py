"""The pages that grading writes, in a real browser: on a phone, by day and by night."""

from pathlib import Path
from typing import Literal

import pytest
from playwright.sync_api import Browser

from quaycrane.grading import Unit
from quaycrane.grading.telling.reports import class_report
from tests.browser.contrast import LEAST_CONTRAST
from tests.grading.conftest import NAME, UNIT
from tests.grading.test_feedback import feedback

__all__ = ["feedback"]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", ["feedback", "report"])
def test_pages_read_well_on_a_phone(
    browser: Browser, feedback: Path, kind: str, scheme: Literal["light", "dark"]
) -> None:
    """Nothing is cut at 360 pixels, every word stands out from its ground, and no script has run."""
    path = feedback / "ann" / UNIT / f"{NAME}.html"
    if kind == "report":
        path = class_report(Unit(feedback.parent, UNIT))
    page = browser.new_page(viewport={"width": 360, "height": 740}, color_scheme=scheme)
    told: list[str] = []
    page.on("dialog", lambda dialog: told.append(dialog.message))
    page.goto(path.as_uri())
    for summary in page.locator("details > summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    ratio, words = page.evaluate(LEAST_CONTRAST)
    assert ratio >= 4.5, words
    assert not told
    page.close()
