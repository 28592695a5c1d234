"""Processes of a container, seen from beside it."""

from typing import Any

import pytest

from quaycrane.engine import Engine, observing, wait_until

_GIVES_ROOT_UP = "exec su -s /bin/sh nobody -c 'exec sleep 600'"
_SECOND = 1_000_000_000
_OVER_ITS_TIME: dict[str, Any] = {
    "test": ["CMD-SHELL", "sleep 5; true"],
    "interval": _SECOND,
    "timeout": _SECOND,
}
_NONE: dict[str, Any] = {"test": ["NONE"]}


@pytest.mark.parametrize(
    ("command", "health", "orphan", "users"),
    [
        (_GIVES_ROOT_UP, _OVER_ITS_TIME, "sleep 5", {65534}),
        ("exec sleep 600", _OVER_ITS_TIME, "sleep 5", {0}),
        (f"setsid sh -c 'sleep 500 &'; {_GIVES_ROOT_UP}", _NONE, "sleep 500", {0, 65534}),
    ],
    ids=["a health check's", "a health check's of root", "a helper's"],
)
def test_what_a_health_check_leaves_behind_is_told_apart(
    engine: Engine, command: str, health: dict[str, Any], orphan: str, users: set[int]
) -> None:
    """A health check's command is no process of a service that is not root; a helper that stays is one."""
    with (
        engine.running("alpine:3", ["sh", "-c", command], healthcheck=health) as running,
        observing(engine, str(running.container.id)) as observer,
    ):

        def is_alone() -> bool:
            lines = observer.beside.run("ps", "-o", "ppid,args").splitlines()
            return ["1", *orphan.split()] in [line.split() for line in lines]

        wait_until(is_alone, timeout_seconds=60, what="its parent is gone")
        assert {user for one in observer.processes() for user in one.users} == users
