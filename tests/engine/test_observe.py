"""Processes of a container, seen from beside it."""

from typing import Any

import pytest

from quaycrane.engine import Engine, observing, wait_until

_GIVES_ROOT_UP = ["su", "-s", "/bin/sh", "nobody", "-c", "exec sleep 600"]
_SECOND = 1_000_000_000
_HANGS: dict[str, Any] = {"test": ["CMD-SHELL", "sleep 300; true"], "interval": _SECOND, "timeout": _SECOND}


@pytest.mark.parametrize(("command", "users"), [(_GIVES_ROOT_UP, {65534}), (["sleep", "600"], {0})])
def test_what_a_health_check_leaves_behind_is_told_apart(
    engine: Engine, command: list[str], users: set[int]
) -> None:
    """A health check's own child is no process of root of a service that has none itself."""
    with (
        engine.running("alpine:3", command, healthcheck=_HANGS) as running,
        observing(engine, str(running.container.id)) as observer,
    ):

        def has_left_one() -> bool:
            lines = observer.beside.run("ps", "-o", "ppid,args").splitlines()
            return ["1", "sleep", "300"] in [line.split() for line in lines]

        wait_until(has_left_one, timeout_seconds=60, what="a health check is over its time")
        assert {user for one in observer.processes() for user in one.users} == users
