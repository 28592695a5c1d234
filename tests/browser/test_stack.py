"""What a learner sees of a stack that comes up in a cell."""

import pytest
from playwright.sync_api import expect

from tests.browser.pictures import change_theme, picture
from tests.browser.test_unit import Open, open_notebook

__all__ = ["open_notebook"]
pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(580)]

START = "%load_ext quaycrane.notebook\nfrom quaycrane.notebook import start\nengine = start('alpine:3')"
STACK = """\
%%docker compose -f - up --detach
services:
  web: {image: 'alpine:3', init: true, command: sleep 600, depends_on: {db: {condition: service_healthy}}}
  db: {image: 'alpine:3', init: true, command: {db}, healthcheck: {test: 'true', interval: 1s, retries: 60}}
"""
END = "engine.sweep_own()"


@pytest.mark.parametrize("theme", ["Light"])
@pytest.mark.usefixtures("engine")
def test_a_stack_folds_and_opens(open_notebook: Open) -> None:
    """A line per stack that came up, its services behind it, a failure in sight, and all can be read."""
    ends = "sh -c 'echo no disk; exit 3'"
    shown = open_notebook(START, STACK.replace("{db}", "sleep 600"), STACK.replace("{db}", ends), END)
    shown.run_all()
    line = shown.page.get_by_text("Up: db healthy, web started")
    services = shown.output("Up: db healthy").get_by_role("row", name="db healthy")
    expect(services).not_to_be_visible()
    line.click()
    expect(services).to_be_visible()
    expect(shown.output("db, ended with code 3, printed last:")).to_contain_text("no disk")
    picture(shown.page, "stack")
    for theme in ("Dark", "Light"):
        change_theme(shown.page, theme)
        assert shown.faint_texts() == []
    assert shown.errors == []
