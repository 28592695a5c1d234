"""Whether a container of the image answers a request with the application's page."""

from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.changes import edit_of
from quaycrane.checks.behaviour.started import page_at, started
from quaycrane.checks.declared import checked
from quaycrane.checks.engine_facts import build_after, engine, first_build
from quaycrane.checks.registry import Observation
from quaycrane.engine import wait_until
from quaycrane.errors import EngineTimeoutError

_PATIENCE_SECONDS = 20
_WHY = "An image is worth what its containers do"
_FIX = "Run it by hand: docker run --rm -p 3000:3000 IMAGE, and read what it prints"


@checked(why=_WHY, fix=_FIX, needs=("builds",))
def serves(answer: Answer) -> Observation:
    """A container of the image serves the page on port 3000."""
    return _ask(answer, 3000, {})


@checked(
    why="The platform chooses the port and tells it in PORT",
    fix="Start the server with what the environment says, and set no PORT in the command",
    needs=("builds",),
)
def serves_where_port_says(answer: Answer) -> Observation:
    """A container that is told PORT=8080 serves the page there."""
    return _ask(answer, 8080, {"PORT": "8080"})


@checked(why=_WHY, fix=_FIX, needs=("builds",))
def serves_page(answer: Answer, port: int = 3000, path: str = "/", contains: str = "") -> Observation:
    """A container of the image answers GET {path} on port {port}."""
    with started(answer, port) as container:
        seen = page_at(container.running, port, path)
        if not seen:
            said = container.running.logs()
            return Observation(passed=False, observed=f"No answer. It printed:\n{said}")
    right = not seen.startswith("status ") and contains in seen
    return Observation(passed=right, observed=f"It answers: {seen[:200]}")


@checked(
    why="An image that is not made from the sources shows yesterday's application, or another one's",
    fix="Copy the application's own files, after the install, and build from those",
    needs=("builds",),
)
def serves_its_sources(
    answer: Answer, file: str = "public/index.html", port: int = 3000, path: str = "/"
) -> Observation:
    """After an edit of {file} a container of the new image answers GET {path} with it."""
    words: list[str] = []

    def edit(folder: Path, word: str) -> None:
        words.append(word)
        edit_of(file)(folder, word)

    image = build_after(answer, edit).image_id
    with started(answer, port, image) as container:
        seen = page_at(container.running, port, path)
    edited = bool(words) and words[-1] in seen
    return Observation(
        passed=edited, observed="The edit is served" if edited else f"It answers: {seen[:200]}"
    )


def _ask(answer: Answer, port: int, environment: dict[str, str]) -> Observation:
    image = first_build(answer).image_id
    with engine().running(image, ports=[port], environment=environment, mem_limit="512m") as running:
        try:
            page = wait_until(
                lambda: page_at(running, port) if running.exit_code is None else "ended",
                timeout_seconds=_PATIENCE_SECONDS,
                what=f"port {port} answers with a page",
            )
        except EngineTimeoutError as error:
            return Observation(passed=False, observed=f"{error.what}. It printed:\n{running.logs()}")
        if page == "ended":
            said = running.logs()
            ended = f"The container ended with code {running.exit_code}. It printed:\n{said}"
            return Observation(passed=False, observed=ended)
    same = page.strip() == answer.read("public/index.html").strip()
    return Observation(passed=same, observed="It serves the page" if same else "It serves another page")
