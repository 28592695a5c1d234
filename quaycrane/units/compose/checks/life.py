"""Lives through what happens to a stack: up with a late database, up again, down, and up with a later one."""

import json
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import copied, engine
from quaycrane.checks.behaviour.client import page_at
from quaycrane.checks.behaviour.running_stack import project
from quaycrane.engine import Running, Stack, image_details, wait_until
from quaycrane.errors import EngineTimeoutError, InputError, QuaycraneError

SERVICES = ("db", "migrate", "api")
LATE_SECONDS, LATER_SECONDS = 4, 8

_PORT = 8080
_UP_SECONDS = 90
_PAGE_SECONDS = 8
_ROW = "quaycrane"
_FAILS = 'console.log("the tables are locked");\nprocess.exit(3);\n'


@dataclass(frozen=True)
class Life:
    """What was seen of a stack.

    Attributes:
        page: What its API answered, empty for no answer.
        log: What the API had printed by then.
        environment: What the engine has written down of the API's environment.
        migrations: How often the database was migrated in the first start, as it counts itself.
        migrated: How the migration ended, and whether the API began after that.
        in_order: Whether it ended well and the API began after that.
        renewed: The services that a second `up` made anew; None where it failed.
        kept: Whether what the database was given was there after `down` and `up`.
        later: What the API printed when the database came still later.
        trouble: Why it did not come up, empty where it did.
        later_trouble: The same for the later database.
    """

    page: str = ""
    log: str = ""
    environment: tuple[str, ...] = ()
    migrations: str = ""
    migrated: str = ""
    in_order: bool = False
    renewed: tuple[str, ...] | None = None
    kept: bool = False
    later: str = ""
    trouble: str = ""
    later_trouble: str = ""


def life(answer: Answer) -> Life:
    """Return what is seen of the answer's stack; it is lived through once.

    Raises:
        InputError: Compose refuses the file, or a service of the task is not there.
    """
    if "life" not in answer.kept:
        with project(answer) as made:
            _ask_for_services(made)
            answer.kept["life"] = _lived(made)
    lived: Life = answer.kept["life"]
    return lived


def starts_without_migration(answer: Answer) -> tuple[bool, str]:
    """Return whether the API starts though the migration fails, and what was seen."""
    with copied(answer) as folder:
        Path(folder, "migrate.js").write_text(_FAILS)
        with project(Answer(folder)) as made:
            _ask_for_services(made)
            with suppress(QuaycraneError):
                made.up(_UP_SECONDS, wait=False)
            containers = {name: made.containers(name, ended=True) for name in SERVICES}
            ran = [one for one in containers["migrate"] if _has_begun(one)]
            begun = any(_has_begun(one) for one in containers["api"])
    if not ran:
        return True, "The migration was not even tried"
    return begun, "The API was started all the same" if begun else "The API was not started"


def _ask_for_services(made: Stack) -> None:
    if missing := [name for name in SERVICES if name not in made.services]:
        names = ", ".join(made.services)
        raise InputError(f"There is no service {missing[0]}", why=f"The services are {names}")


def _lived(made: Stack) -> Life:
    on_time = made.file.read_text()
    try:
        _late(made, on_time, LATE_SECONDS)
        seen = _first(made)
    except (QuaycraneError, EngineTimeoutError) as error:
        return Life(trouble=f"{error.what}. {error.why}", later_trouble="It does not come up at all")
    before = _identities(made)
    with suppress(QuaycraneError):
        made.up(_UP_SECONDS, wait=False)
        after = _identities(made)
        renewed = tuple(name for name, one in before.items() if after.get(name) != one)
        seen = replace(seen, renewed=renewed)
    made.container("db").run("redis-cli", "set", _ROW, "kept")
    made.down(volumes=False)
    try:
        _late(made, on_time, LATER_SECONDS)
        api = made.container("api")
        seen = replace(seen, later=wait_until(api.logs, timeout_seconds=_PAGE_SECONDS, what="it logs"))
    except (QuaycraneError, EngineTimeoutError) as error:
        seen = replace(seen, later_trouble=f"{error.what}. {error.why}")
    kept = wait_until(lambda: _row(made), timeout_seconds=30, what="the database answers")
    return replace(seen, kept="kept" in kept)


def _first(made: Stack) -> Life:
    api, page = made.container("api"), ""
    with suppress(EngineTimeoutError, QuaycraneError):
        page = wait_until(
            lambda: page_at(api, _PORT, "/"), timeout_seconds=_PAGE_SECONDS, what="the API answers"
        )
    api.container.reload()
    migrations = made.container("db").run("redis-cli", "get", "migrations").strip()
    sentence, in_order = _migrated(made, api)
    return Life(
        page, api.logs(200), tuple(api.container.attrs["Config"]["Env"] or ()), migrations, sentence, in_order
    )


def _migrated(made: Stack, api: Running) -> tuple[str, bool]:
    """Return how the migration ended, and whether it did well before the API began."""
    (migrate,) = made.containers("migrate", ended=True)[:1] or (None,)
    state: dict[str, Any] = migrate.container.attrs["State"] if migrate else {}
    if state.get("Status") != "exited":
        return "The migration has not ended", False
    if state["ExitCode"]:
        return f"The migration ended with code {state['ExitCode']}", False
    if migrate and migrate.container.attrs["RestartCount"]:
        return f"The migration was started again {migrate.container.attrs['RestartCount']} times", False
    in_order = _moment(state["FinishedAt"]) <= _moment(api.container.attrs["State"]["StartedAt"])
    return f"The API began {'after' if in_order else 'before'} the migration had ended", in_order


def _late(made: Stack, model: str, seconds: int) -> None:
    """Bring it up while the database sleeps before its own program."""
    slowed = json.loads(model)
    service = slowed["services"]["db"]
    image = image_details(engine(), str(service["image"]))["Config"]
    own = service.get("entrypoint")
    arguments = service.get("command") or (None if own else image.get("Cmd"))
    program = [*(own or image.get("Entrypoint") or ()), *(arguments or ())]
    service["entrypoint"] = ["sh", "-c", f'sleep {seconds}; exec "$$@"', "sh"]
    service["command"] = program
    made.file.write_text(json.dumps(slowed))
    made.up(_UP_SECONDS, wait=False)


def _row(made: Stack) -> str:
    try:
        return made.container("db").run("redis-cli", "get", _ROW).strip() or "nothing"
    except QuaycraneError:
        return ""


def _identities(made: Stack) -> dict[str, list[str]]:
    return {
        name: [str(one.container.id) for one in made.containers(name, ended=True)] for name in made.services
    }


def _has_begun(one: Running) -> bool:
    return not str(one.container.attrs["State"]["StartedAt"]).startswith("0001")


def _moment(stamp: str) -> tuple[str, str]:
    """Return a moment that the engine tells as what can be compared: it leaves zeros at the end out."""
    second, _, part = stamp.rstrip("Z").partition(".")
    return second, part.ljust(9, "0")
