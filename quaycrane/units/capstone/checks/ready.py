"""Whether ready means ready on a first start, rows live on, and only what changed is made anew."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.running_stack import FILE
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.units.capstone.checks.life import FAILED, life
from quaycrane.units.capstone.checks.setting import DATABASE, FRONTEND


@checked(
    why="Who asks too early fails, or hides it behind tries of its own",
    fix="Let backend wait for db: service_healthy, with a probe over TCP: the first start's server has a "
    "socket only",
    needs=("something-runs",),
    file=FILE,
)
def never_asks_too_early(answer: Answer) -> Observation:
    """On a slow first start the back end logs no failed connection."""
    seen = life(answer)
    failed = [line for line in seen.log.splitlines() if FAILED in line]
    told = f"{len(failed)} times: {failed[0]}" if failed else seen.log.strip() or "nothing"
    return Observation(passed=not failed and "connected" in seen.log, observed=f"It printed {told}")


@checked(
    why="Whoever is told that all is ready sends people there",
    fix="Give each service a health check that asks what its users ask; let each wait for the one it needs",
    needs=("sends-rows",),
    file=FILE,
)
def ready_means_ready(answer: Answer) -> Observation:
    """The moment that all is said to be ready, the first request for rows is answered."""
    seen = life(answer)
    told = f"It did not come up: {seen.late}" if seen.late else f"The first request: {seen.first}"
    return Observation(passed=seen.first.good, observed=told)


@checked(
    why="Containers are made to be thrown away; rows are not",
    fix="Give db a named volume at /var/lib/mysql",
    needs=("sends-rows",),
    file=FILE,
)
def rows_survive(answer: Answer) -> Observation:
    """What was handed in is there after `down` and `up`."""
    seen = life(answer)
    kept = seen.words.later in seen.kept.text
    return Observation(passed=kept, observed=f"After down and up: {seen.kept}")


@checked(
    why="A backup is worth what comes back from it",
    fix="Keep the rows in a volume of the project's own, by a name under volumes:, and nothing beside it",
    needs=("sends-rows",),
    file=FILE,
)
def rows_come_back(answer: Answer) -> Observation:
    """Restored from a backup of the project's volumes, it shows what was handed in."""
    seen = life(answer)
    names = ", ".join(seen.backup.names) or "none"
    if not seen.backup.holds_rows:
        told = f"The project's volumes are {names}, and no database is in them"
        return Observation(passed=False, observed=told)
    back = seen.words.later in seen.kept.text
    return Observation(passed=back, observed=f"Restored: {names}. Then: {seen.kept}")


@checked(
    why="Whoever changes one component does not want the others interrupted, and a database least of all",
    fix="Build each service from its own folder, so that an edit in one changes no other",
    needs=("sends-rows",),
    file=FILE,
)
def edit_renews_one(answer: Answer) -> Observation:
    """After an edit of the front end, `up` makes its container anew, and no other one."""
    seen = life(answer)
    told = f"Made anew: {', '.join(seen.renewed) or 'none'}"
    return Observation(passed=seen.renewed == (FRONTEND,), observed=told)


@checked(
    why="In development an edit should cost a moment, not a build",
    fix="In compose.override.yaml mount backend/src over the image's, and start node with --watch",
    needs=("sends-rows",),
    file=FILE,
)
def edit_is_served_in_development(answer: Answer) -> Observation:
    """With compose.override.yaml an edit of the back end is served at once, with no new build."""
    seen = life(answer)
    return Observation(passed=not seen.unserved, observed=seen.unserved or "It is served")


@checked(
    why="A password that stands in a Compose file is read by all who have the file, and changed by nobody",
    fix="Name database/password.txt under secrets; MYSQL_ROOT_PASSWORD_FILE and DB_PASSWORD_FILE read it",
    needs=("comes-up",),
    file=FILE,
)
def password_is_the_file_s(answer: Answer) -> Observation:
    """Another word in database/password.txt is the database's password after a first start."""
    seen = life(answer)
    right = "open" in seen.opens
    told = f"{DATABASE} takes it" if right else f"{DATABASE} says: {seen.opens or 'nothing'}"
    return Observation(passed=right, observed=told)


@checked(
    why="What docker inspect tells is told to everyone who may talk to the engine",
    fix="Take it out of environment, command and health check; a secret that is a file shows its path alone",
    needs=("comes-up",),
    file=FILE,
)
def password_is_not_told(answer: Answer) -> Observation:
    """The password stands nowhere in what docker inspect tells of the three."""
    seen = life(answer)
    told = f"It is told of {', '.join(seen.tellers)}" if seen.tellers else "It is told of none"
    return Observation(passed=not seen.tellers, observed=told)
