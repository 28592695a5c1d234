"""What is asked of a stack: each check passes a right Compose file and fails a wrong one, with the reason."""

from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict
from quaycrane.checks.behaviour import running_stack
from quaycrane.engine import Engine, Stack
from tests.leftovers import left_on

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

RIGHT = """\
services:
  web:
    image: alpine:3
    init: true
    command: [sh, -c, "echo hello > /tmp/index.html; httpd -f -p 3000 -h /tmp"]
    ports: ["127.0.0.1:80:3000"]
    networks: [front]
    user: "1000"
  api:
    image: alpine:3
    init: true
    command: [httpd, -f, -p, "4000"]
    networks: [front, back]
    depends_on: {db: {condition: service_healthy}}
  db:
    image: alpine:3
    init: true
    command: [sh, -c, "httpd -p 5000 && exec tail -f /dev/null"]
    networks: [back]
    volumes: ["rows:/data"]
    healthcheck: {test: "wget -q -O /dev/null http://127.0.0.1:5000/bin/ || nc 127.0.0.1 5000 -e true"}
networks: {front: {}, back: {}}
volumes: {rows: {}}
"""
WRITE, READ = ["sh", "-c", "echo a row >> /data/rows"], ["cat", "/data/rows"]
CHECKS = {
    "stack-comes-up": checks.stack_comes_up(),
    "service-reaches": checks.service_reaches(source="api", target="db", port=5000),
    "service-does-not-reach": checks.service_does_not_reach(source="web", target="db"),
    "only-pairs-talk": checks.only_pairs_talk(pairs=["web-api", "api-db"]),
    "only-published": checks.only_published(service="web", port=3000),
    "service-runs-without-root": checks.service_runs_without_root(service="web"),
    "service-turns-healthy": checks.service_turns_healthy(service="db"),
    "stack-serves": checks.stack_serves(service="web", port=3000, contains="hello"),
    "stack-keeps-data": checks.stack_keeps_data(service="db", write=WRITE, read=READ),
}
WRONG = {
    "a service that ends": (
        "stack-comes-up", ("[httpd, -f", "[sh, -c, 'echo the reason; exit 3', httpd, -f"), "the reason",
    ),
    "a service that restarts for ever": (
        "stack-comes-up",
        ("command: [httpd", "restart: always\n    command: [sh, -c, 'echo why; exit 3', httpd"),
        "api ends and is started again for ever",
    ),
    "a service that is unhealthy": (
        "stack-comes-up", ('{test: "wget', '{retries: 2, interval: 1s, test: "exit 1; wget'), "unhealthy",
    ),
    "a port that is no port": ("stack-comes-up", ("80:3000", "80:30000000"), "Compose does not take"),
    "the host's network": ("stack-comes-up", ("    networks: [front]\n", "    network_mode: host\n"), "mode"),
    "the engine's socket": ("stack-comes-up", ("rows:/data", "/var/run/docker.sock:/s"), "not permitted"),
    "a volume from outside": ("stack-comes-up", ("rows: {}", "rows: {external: true}"), "external"),
    "apart": ("service-reaches", ("[front, back]", "[front]"), "port 5000 by name: no such name"),
    "without names": (
        "service-reaches",
        ("    networks: [back]\n    volumes", "    network_mode: bridge\n    volumes"),
        "by name: no such name",
    ),
    "all on one network": ("service-does-not-reach", ("[front]", "[front, back]"), "by name: reached"),
    "one more on the way": ("only-pairs-talk", ("[front]", "[front, back]"), "db and web reach each other"),
    "a pair apart": ("only-pairs-talk", ("[front, back]", "[front]"), "api and db do not reach each other"),
    "to everyone": ("only-published", ("127.0.0.1:80:3000", "80:3000"), "web 3000/tcp at 0.0.0.0"),
    "the database as well": (
        "only-published",
        ("    networks: [back]\n", "    networks: [back]\n    ports: ['127.0.0.1::5000']\n"),
        "db 5000/tcp at 127.0.0.1, web",
    ),
    "kept in": ("only-published", ('    ports: ["127.0.0.1:80:3000"]\n', ""), "Nothing is published"),
    "nothing to reach": ("service-does-not-reach", ("-p 5000", "-p 127.0.0.1:5000"), "listens on no port"),
    "root": ("service-runs-without-root", ('    user: "1000"\n', ""), "user 0"),
    "not published": ("stack-serves", ('    ports: ["127.0.0.1:80:3000"]\n', ""), "not published"),
    "another page": ("stack-serves", ("hello", "bye"), "bye"),
    "no volume": ("stack-keeps-data", ('volumes: ["rows:/data"]', "tmpfs: /data"), "No such file"),
    "a volume beside it": ("stack-keeps-data", ("rows:/data", "rows:/elsewhere"), "nonexistent"),
}  # fmt: skip


def answer(folder: Path, text: str) -> Path:
    """Write an answer with nothing but a Compose file."""
    (folder / "compose.yaml").write_text(text)
    return folder


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon on what never comes."""
    monkeypatch.setattr(running_stack, "UP_SECONDS", 30)
    monkeypatch.setattr(Stack, "most_runs", 4)


def test_the_right_answer_passes_each(tmp_path: Path) -> None:
    """A stack of three services that does all that is asked of it passes every check."""
    report = checks.check(answer(tmp_path, RIGHT), *CHECKS.values())
    assert [one.verdict for one in report.outcomes] == [Verdict.PASSED] * len(CHECKS), str(report)


@pytest.mark.sampled(3)
@pytest.mark.parametrize(("name", "change", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_fails_with_the_reason(
    name: str, change: tuple[str, str], told: str, tmp_path: Path
) -> None:
    """A stack with one thing wrong fails the check of that thing, which says what it saw."""
    assert change[0] in RIGHT
    (outcome,) = checks.check(answer(tmp_path, RIGHT.replace(*change)), CHECKS[name]).outcomes
    assert outcome.verdict is Verdict.FAILED
    assert told in outcome.observed


TRIES = """\
services:
  api:
    image: alpine:3
    restart: always
    command: [sh, -c, "mkdir /tmp/twice && exit 1; exec tail -f /dev/null"]
"""


def test_a_service_that_runs_at_its_second_start_comes_up(tmp_path: Path) -> None:
    """Who is started again and then stays has come up."""
    (outcome,) = checks.check(answer(tmp_path, TRIES), "stack-comes-up").outcomes
    assert outcome.verdict is Verdict.PASSED, outcome.observed


def test_what_keeps_a_stack_from_coming_up_has_a_line(tmp_path: Path) -> None:
    """The line is that of the service at fault, not of the one that waits for it."""
    text = RIGHT.replace(
        'command: [sh, -c, "httpd -p 5000 && exec tail -f /dev/null"]', "command: [sh, -c, exit 3]"
    )
    (outcome,) = checks.check(answer(tmp_path, text), "stack-comes-up").outcomes
    assert outcome.line == text.splitlines().index("  db:") + 1


def test_every_check_has_a_wrong_answer() -> None:
    """None of these checks could pass everything unseen."""
    assert {name for name, _, _ in WRONG.values()} == set(CHECKS) - {"service-turns-healthy"}


def test_a_service_without_a_health_check_never_turns_healthy(tmp_path: Path) -> None:
    """A service that runs is not taken for healthy."""
    (outcome,) = checks.check(answer(tmp_path, RIGHT), checks.service_turns_healthy(service="web")).outcomes
    assert (outcome.verdict, outcome.observed) == (Verdict.FAILED, "There is no health check")


def test_an_image_of_the_kit_cannot_be_replaced(tmp_path: Path, engine: Engine) -> None:
    """A stack that tags what it builds as an image of the kit gets that image for itself alone."""
    before = engine.client.images.get("alpine:3").id
    (tmp_path / "Dockerfile").write_text("FROM alpine:3\nRUN echo mine > /mine\nCMD sleep 60\n")
    text = "services: {a: {build: ., image: 'alpine:3', init: true, command: [sleep, '60']}}\n"
    assert not checks.check(answer(tmp_path, text), "stack-comes-up").failed
    assert engine.client.images.get("alpine:3").id == before


def test_nothing_is_left(engine: Engine, tmp_path: Path) -> None:
    """When a check is done, no container, network or volume of its own is on the engine."""
    assert not checks.check(answer(tmp_path, RIGHT), "stack-comes-up").failed
    assert not left_on(engine)
