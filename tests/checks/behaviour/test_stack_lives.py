"""What is asked of a stack's life: up again, beside itself, larger, in order, within bounds."""

from collections.abc import Callable
from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Check, Verdict
from quaycrane.checks.behaviour import readiness, running_stack

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

RIGHT = """\
services:
  api:
    image: alpine:3
    init: true
    command: [sh, -c, "nc db 5000 2> /dev/null && echo connected || echo ECONNREFUSED; exec httpd -f -p 4000"]
    ports: ["${PORT:-8080}:4000"]
    depends_on:
      db: {condition: service_healthy}
      migrate: {condition: service_completed_successfully}
  migrate:
    image: alpine:3
    command: [sh, -c, "sleep 1; nc db 5000"]
    depends_on: {db: {condition: service_healthy}}
  worker:
    image: alpine:3
    init: true
    command: [httpd, -f, -p, "6000"]
    mem_limit: 32m
    pids_limit: 20
    cpus: 0.5
  db:
    image: alpine:3
    init: true
    command: [nc, -ll, -p, "5000", -e, echo, hello]
    volumes: ["rows:/data"]
    healthcheck: {test: "nc 127.0.0.1 5000 < /dev/null", interval: 1s, retries: 20}
volumes: {rows: {}}
"""
CHECKS: dict[str, Callable[[], Check]] = {
    "second up": checks.second_up_changes_nothing,
    "copy": lambda: checks.stack_stands_beside_a_copy(variables={"PORT": "8081"}),
    "scale": lambda: checks.service_scales(service="worker", copies=3),
    "ready": lambda: checks.service_finds_all_ready(service="api", says="connected"),
    "ready, slowed": lambda: checks.service_finds_all_ready(service="api", database="db", seconds=2),
    "migration": lambda: checks.runs_once_before(service="migrate", before="api"),
    "migration fails": lambda: checks.failure_keeps_from_starting(service="migrate", kept="api"),
    "bounds": lambda: checks.service_is_limited(service="worker", memory="64m", processes=50, cpus=1),
}
WAITS = "      migrate: {condition: service_completed_successfully}\n"
STARTS = ("service_completed_successfully", "service_started")
MADE = """\
services:
  made:
    init: true
    build:
      no_cache: true
      dockerfile_inline: |
        FROM alpine:3
        RUN date +%N > /made
        CMD tail -f /dev/null
"""
HEALTHY, STARTED = "db: {condition: service_healthy}", "db: {condition: service_started}"
NETWORK = ("volumes: {rows", "networks: {default: {name: shop}}\nvolumes: {rows")
NAMED = ("  worker:\n", "  worker:\n    container_name: worker\n")
WRONG: dict[str, tuple[str, tuple[tuple[str, str], ...], str]] = {
    "a build without cache": ("second up", (("services:\n", MADE),), "Re-created: made"),
    "a fixed name": ("copy", (NAMED,), "worker"),
    "a fixed port": ("copy", (("${PORT:-8080}:", "8080:"),), "allocated"),
    "a fixed volume": ("copy", (("rows: {}", "rows: {name: shop}"),), "on the volume shop"),
    "a fixed network": (
        "copy", (NETWORK,), "the network shop",
    ),
    "one name for several": ("scale", (NAMED,), "worker"),
    "one port for several": (
        "scale", (("  worker:\n", '  worker:\n    ports: ["8081:6000"]\n'),), "allocated",
    ),
    "waits for a start": (
        "ready, slowed", ((WAITS, ""), (HEALTHY, STARTED)), "api printed: ECONNREFUSED",
    ),
    "says another thing": ("ready", (("echo connected", "echo hello"),), "connected"),
    "a migration that is not awaited": ("migration", (STARTS,), "before migrate had ended"),
    "a migration that stays": (
        "migration", (STARTS, ("sleep 1; nc db 5000", "exec tail -f /dev/null")), "migrate still runs",
    ),
    "a failed migration that nobody minds": ("migration fails", (STARTS,), "started all the same"),
    "more memory": ("bounds", (("mem_limit: 32m", "mem_limit: 128m"),), "128 MiB"),
    "no bound": ("bounds", (("    pids_limit: 20\n", ""),), "no limit of processes"),
}  # fmt: skip


def answer(folder: Path, text: str) -> Path:
    """Write an answer with nothing but a Compose file."""
    (folder / "compose.yaml").write_text(text)
    return folder


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon on what never comes."""
    monkeypatch.setattr(running_stack, "UP_SECONDS", 30)
    monkeypatch.setattr(readiness, "_LOG_SECONDS", 3)


def test_the_right_answer_passes_each(tmp_path: Path) -> None:
    """A stack that does all that is asked of it passes every check."""
    report = checks.check(answer(tmp_path, RIGHT), *(make() for make in CHECKS.values()))
    assert [one.verdict for one in report.outcomes] == [Verdict.PASSED] * len(CHECKS), str(report)


@pytest.mark.sampled(4)
@pytest.mark.parametrize(("name", "changes", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_fails_with_the_reason(
    name: str, changes: tuple[tuple[str, str], ...], told: str, tmp_path: Path
) -> None:
    """A stack with one thing wrong fails the check of that thing, which says what it saw."""
    text = RIGHT
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (outcome,) = checks.check(answer(tmp_path, text), CHECKS[name]()).outcomes
    assert outcome.verdict is Verdict.FAILED, str(outcome)
    assert told in outcome.observed


def test_a_sentence_says_what_is_asked() -> None:
    """The titles name services, numbers and what is made slow."""
    titles = {name: make().title for name, make in CHECKS.items()}
    assert titles["ready"] == "The service api logs no failed connection and is never started again."
    assert titles["ready, slowed"].endswith("started again, though db starts 2 s later.")
    assert titles["bounds"] == "The service worker runs within at most 64m of memory, 50 processes, 1 CPUs."


def test_what_is_not_permitted_has_its_line(tmp_path: Path) -> None:
    """A file that asks for the host is not brought up, and the line that asks is told."""
    text = RIGHT.replace("    mem_limit: 32m\n", "    privileged: true\n")
    (outcome,) = checks.check(answer(tmp_path, text), "stack-comes-up").outcomes
    line = text.splitlines().index("    privileged: true") + 1
    assert outcome.verdict is Verdict.FAILED
    assert outcome.line == line
    assert f"line {line}: services.worker.privileged is not permitted" in outcome.observed
