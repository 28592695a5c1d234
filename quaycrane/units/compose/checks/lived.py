"""Whether three services become one application: in order, ready, once, and with their data and token."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.running_stack import FILE
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.units.compose.checks.life import LATE_SECONDS, life, starts_without_migration

_FAILED = "failed to connect"
_TOKEN_FILE = "token.txt"  # noqa: S105 - a file's name


@checked(
    why="Everything else is asked of the running stack",
    fix="Read what docker compose up says, then docker compose logs",
    file=FILE,
)
def comes_up_and_answers(answer: Answer) -> Observation:
    """The stack comes up, and its API answers."""
    seen = life(answer)
    observed = seen.trouble or seen.page or f"No answer. The API printed:\n{seen.log}"
    return Observation(passed="berth" in seen.page, observed=observed)


@checked(
    why="Started is not ready: who asks too early fails, or hides it behind tries of its own",
    fix="Give db a health check that asks it something, often and with patience; wait for service_healthy",
    file=FILE,
)
def never_fails_to_connect(answer: Answer, late: int) -> Observation:
    """The API logs no failed connection though the database is {late} s late.

    Args:
        answer: The answer.
        late: How late it is, in seconds: 4 or 8.
    """
    seen = life(answer)
    log, trouble = (seen.log, seen.trouble) if late == LATE_SECONDS else (seen.later, seen.later_trouble)
    if trouble or not log:
        return Observation(passed=False, observed=trouble or "The API printed nothing")
    failed = [line for line in log.splitlines() if _FAILED in line]
    observed = f"It printed {len(failed)} times: {failed[0]}" if failed else "No failed connection in its log"
    return Observation(passed=not failed, observed=observed)


@checked(
    why="Two that change the tables at once, or an application on old tables, break what no restart mends",
    fix="Let api wait for migrate with condition: service_completed_successfully, and let migrate end",
    file=FILE,
)
def migrates_once_and_first(answer: Answer) -> Observation:
    """The migration runs once, and ends well before the API starts."""
    seen = life(answer)
    if seen.trouble:
        return Observation(passed=False, observed=seen.trouble)
    observed = f"{seen.migrated}; the database counts {seen.migrations or 'no'} migrations"
    return Observation(passed=seen.in_order and seen.migrations == "1", observed=observed)


@checked(
    why="An application on tables that were not changed answers wrongly, and nobody sees why",
    fix="Let api wait for migrate with condition: service_completed_successfully, and hide no exit code",
    file=FILE,
)
def failed_migration_stops(answer: Answer) -> Observation:
    """When the migration fails, the API is not started."""
    begun, observed = starts_without_migration(answer)
    return Observation(passed=not begun, observed=observed)


@checked(
    why="Whoever changes one service does not want the others interrupted",
    fix="Let the file say the same each time: no build without a cache, no value that changes by itself",
    file=FILE,
)
def second_up_keeps_all(answer: Answer) -> Observation:
    """A second `up` makes no container anew."""
    renewed = life(answer).renewed
    if renewed is None:
        return Observation(passed=False, observed="The second up failed, or there was none")
    observed = f"Made anew: {', '.join(renewed)}" if renewed else "Each service has the container that it had"
    return Observation(passed=not renewed, observed=observed)


@checked(
    why="Containers are made to be thrown away; data is not",
    fix="Give db a named volume where its image keeps its data: docker image inspect redis:7",
    file=FILE,
)
def rows_survive(answer: Answer) -> Observation:
    """What the database holds is there after `down` and `up`."""
    kept = life(answer).kept
    return Observation(passed=kept, observed="It is there" if kept else "It is gone, or it was not up")


@checked(
    why="What is in a container's environment is in docker inspect, and in every crash report",
    fix="Give api the token as a secret, and TOKEN_FILE the path under /run/secrets",
    file=FILE,
)
def token_is_a_file(answer: Answer) -> Observation:
    """The API has the token from a file, and it is not in its environment."""
    seen = life(answer)
    token = (answer.folder / _TOKEN_FILE).read_text().strip()
    if any(token in pair for pair in seen.environment):
        return Observation(passed=False, observed="The token is in the container's environment")
    read = f"token of {len(token)} letters" in seen.page
    observed = "It read the token from a file" if read else f"It answers: {seen.page or 'nothing'}"
    return Observation(passed=read, observed=observed)
