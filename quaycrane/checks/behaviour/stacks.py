"""Whether the services of a Compose file become one application."""

from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.meaning import NotPermittedError, absent_image, line_of
from quaycrane.checks.behaviour.running_stack import FILE, UP_SECONDS, Seen, known, project, seen
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import image_names, wait_until
from quaycrane.errors import EngineTimeoutError, NoEngineError, QuaycraneError, UncheckedError

_PAGE_SECONDS = 20


@checked(
    why="Everything else is asked of the running stack", fix="Read the message from its end up", file=FILE
)
def stack_comes_up(answer: Answer) -> Observation:
    """The stack comes up, every service of it, and goes down again."""
    try:
        services = seen(answer)
    except (NoEngineError, UncheckedError, NotPermittedError):
        raise
    except QuaycraneError as error:
        if absent := absent_image(answer, image_names(engine())):
            return Observation(passed=False, observed=f"{absent.what}\n{error.why}", line=absent.line)
        raise
    observed = ", ".join(f"{name} {_how(one)}" for name, one in services.items())
    failed = next((name for name, one in services.items() if one.exit_code), "")
    line = line_of(answer, failed) if failed else None
    if failed and (printed := services[failed].last_words.strip()):
        observed += f". It printed:\n{printed}"
    return Observation(passed=bool(services) and not failed, observed=observed, line=line)


@checked(
    why="Whoever breaks into a process that is root is root in the container, and closer to the host",
    fix="Name a user in the image's USER, or in the service's user",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_runs_without_root(answer: Answer, service: str) -> Observation:
    """No process of the service {service} is root."""
    processes = known(answer, service)[service].processes
    roots = [process for process in processes if 0 in process.users]
    observed = ", ".join(f"{one.name} is user {min(one.users)}" for one in roots or processes)
    return Observation(passed=bool(processes) and not roots, observed=observed)


@checked(
    why="depends_on waits for a service only where its health is told",
    fix="Give the service a healthcheck that asks it something",
    needs=("stack-comes-up",),
    file=FILE,
)
def service_turns_healthy(answer: Answer, service: str) -> Observation:
    """The service {service} turns healthy."""
    health = known(answer, service)[service].health
    return Observation(passed=health == "healthy", observed=health or "There is no health check")


@checked(
    why="An application is what its users get",
    fix="Publish the service's port, and see what it answers: docker compose up, curl",
    file=FILE,
)
def stack_serves(answer: Answer, service: str, port: int, path: str = "/", contains: str = "") -> Observation:
    """The stack answers GET {path} on the published port {port} of {service}."""
    with project(answer) as made:
        made.up(UP_SECONDS)
        running = made.container(service)
        try:
            running.address(port)
        except QuaycraneError as error:
            return Observation(
                passed=False, observed=f"{error.what}. {error.why}. It printed:\n{running.logs()}"
            )
        try:
            page = wait_until(
                lambda: page_at(running, port, path), timeout_seconds=_PAGE_SECONDS, what="it answers"
            )
        except EngineTimeoutError:
            return Observation(passed=False, observed=f"No answer. {service} printed:\n{running.logs()}")
    right = not page.startswith("status ") and contains in page
    return Observation(passed=right, observed=f"It answers: {page[:200]}")


@checked(
    why="Containers are made to be thrown away; data is not",
    fix="Give the service a named volume where it keeps its data",
    file=FILE,
)
def stack_keeps_data(answer: Answer, service: str, write: Sequence[str], read: Sequence[str]) -> Observation:
    """What the service {service} is given to keep is there after the stack went down and came up again."""
    with project(answer) as made:
        made.up(UP_SECONDS)
        made.container(service).run(*write)
        before = made.container(service).run(*read).strip()
        made.down(volumes=False)
        made.up(UP_SECONDS)
        after = made.container(service).run(*read).strip()
    return Observation(passed=bool(before) and before == after, observed=f"Before: {before}\nAfter: {after}")


def _how(one: Seen) -> str:
    if one.exit_code is not None:
        return "has done its work" if one.exit_code == 0 else f"has ended with code {one.exit_code}"
    return f"is {one.health}" if one.health else "runs"
