"""The site's search works from a folder, with no network."""

from pathlib import Path

from playwright.sync_api import Browser

from tests.browser.conftest import browser  # noqa: F401 - a fixture

_SECONDS = 120


def test_a_word_is_found_in_a_real_browser(browser: Browser, site: Path) -> None:  # noqa: F811 - the same
    """Opened as files, the site finds the unit that explains a word, and asks nobody else."""
    page, asked = browser.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{(site / 'search.html').as_uri()}?q=whiteout")
    found = page.locator("#search-results").get_by_text("08 Image size")
    found.wait_for(timeout=_SECONDS * 1000)
    assert not [address for address in asked if not address.startswith("file:")]
    page.close()
