"""Whether the application builds, comes up, and shows its rows to whoever opens the page."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.running_stack import FILE
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation, known_checks
from quaycrane.errors import UncheckedError
from quaycrane.units.capstone.checks.life import life
from quaycrane.units.capstone.checks.setting import PAGE_PORT, THINGS

_PUBLISH = f"Publish port {PAGE_PORT} of frontend, and let nginx hand /api/ on to backend"
_NO_BROWSER = "No Chromium is on this machine, and an HTTP client runs no script"


@checked(why="Everything else is asked of the image", fix="Read the message from the failed step down")
def image_builds(answer: Answer, service: str) -> Observation:
    """The image of {service} builds.

    Args:
        answer: The folder with the service's Dockerfile.
        service: The service, for the sentence.
    """
    del service
    return known_checks()["builds"].run(answer)


@checked(
    why="Everything else is asked of the running stack",
    fix="Read what docker compose up says, then docker compose logs",
    file=FILE,
)
def comes_up(answer: Answer) -> Observation:
    """The stack comes up, all three services of it."""
    trouble = life(answer).trouble
    return Observation(passed=not trouble, observed=trouble or "frontend, backend and db are up")


@checked(why="An application is what its users get", fix=_PUBLISH, needs=("comes-up",), file=FILE)
def sends_the_page(answer: Answer) -> Observation:
    """The published port sends the page."""
    seen = life(answer)
    right = seen.page.good and 'id="root"' in seen.page.text
    return Observation(passed=right, observed=f"GET /: {seen.page}")


@checked(
    why="The rows are what the page is for",
    fix="Ask by hand: curl localhost:3000/api/things; then read the logs of frontend, and of backend",
    needs=("sends-the-page",),
    file=FILE,
)
def sends_rows(answer: Answer) -> Observation:
    """The published port sends the database's rows at /api/things."""
    seen = life(answer)
    right = seen.words.first in seen.rows.text
    return Observation(passed=right, observed=f"GET {THINGS}: {seen.rows}")


@checked(
    why="A script runs on its user's machine: an address that holds on yours says nothing there",
    fix="Let the page call /api/ where it came from: no VITE_API in the build, .env.local ignored as well",
    needs=("sends-the-page",),
    file=FILE,
)
def browser_shows_rows(answer: Answer) -> Observation:
    """In a real browser the page shows the database's rows."""
    seen = life(answer)
    if seen.dom is None:
        raise UncheckedError(_NO_BROWSER, fix="Install Chromium, and run the cell again")
    if not seen.dom:  # a browser that has drawn anything tells of some HTML
        raise UncheckedError("The browser gave up before it showed anything", fix="Run the cell again")
    body = seen.dom.partition("<main>")[2].partition("<form>")[0] or seen.dom[-160:]
    return Observation(passed=seen.words.first in seen.dom, observed=f"It shows: {body[:300]}")
