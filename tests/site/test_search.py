"""The site's search works from a folder, with no network."""

import shutil
from pathlib import Path

import pytest
from playwright.sync_api import sync_playwright

from tests.browser.conftest import _FLAGS

_SECONDS = 120


def test_a_word_is_found_in_a_real_browser(site: Path) -> None:
    """Opened as files, the site finds the unit that explains a word, and asks nobody else."""
    path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium on PATH: on Debian, `apt-get install chromium`")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=_FLAGS.split())
        page, asked = browser.new_page(), list[str]()
        page.on("request", lambda request: asked.append(request.url))
        page.goto(f"{(site / 'search.html').as_uri()}?q=whiteout")
        found = page.locator("#search-results").get_by_text("08 Image size")
        found.wait_for(timeout=_SECONDS * 1000)
        browser.close()
    assert not [address for address in asked if not address.startswith("file:")]
