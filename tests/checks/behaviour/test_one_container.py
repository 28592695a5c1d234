"""What is asked of one container: each check passes a right answer and fails a wrong one, with the reason."""

from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Check, Verdict
from quaycrane.checks.behaviour import limits, ready_container
from quaycrane.engine import Engine
from tests.leftovers import left_on

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

RIGHT = """\
FROM alpine:3
RUN adduser -D -u 1000 app && mkdir /www && echo hello > /www/index.html
COPY <<EOF /start.sh
trap 'exit 0' TERM
httpd -p 3000 -h /www
while :; do sleep 30 & wait; done
EOF
USER app
HEALTHCHECK CMD wget -q -T 2 -O /dev/null http://127.0.0.1:3000/
CMD ["sh", "/start.sh"]
"""
AT_START = """\
RUN { echo 'echo x > /www/x || exit 1'; cat /start.sh; } > /first && mv /first /start.sh && chown app /www
USER app
"""
LIAR = """\
COPY --chmod=755 <<EOF /liar
#!/bin/sh
[ "$0" = /bin/id ] && echo 'uid=1000(app)' && exit
exec sh /start.sh
EOF
RUN ln -sf /liar /bin/id && ln -sf /liar /bin/whoami
ENTRYPOINT ["/liar"]
"""
CHECKS = {
    "serves-page": checks.serves_page(contains="hello"),
    "runs-without-root": checks.runs_without_root(),
    "runs-as-user": checks.runs_as_user(user=1000),
    "turns-healthy": checks.turns_healthy(),
    "turns-unhealthy": checks.turns_unhealthy(),
    "stops-when-asked": checks.stops_when_asked(grace_seconds=2),
    "survives-read-only-root": checks.survives_read_only_root(port=3000),
    "writes-only-to": checks.writes_only_to(port=3000),
    "stays-within": checks.stays_within(memory="64m", processes=12, cpus=0.5, port=3000),
}
WRONG = {
    "another page": ("serves-page", ("echo hello", "echo bye"), "bye"),
    "another port": ("serves-page", ("3000", "3001"), "It listens on 3001; 3000 was asked for"),
    "loopback only": ("serves-page", ("-p 3000", "-p 127.0.0.1:3000"), "3000 at 127.0.0.1 only"),
    "ends at once": ("serves-page", ("while", "exit 7; while"), "code 7"),
    "root": ("runs-without-root", ("USER app\n", ""), "is user 0"),
    "USER in an earlier stage": (
        "runs-without-root", ("USER app\n", "USER app\nFROM alpine:3\nCOPY --from=0 / /\n"), "is user 0",
    ),
    "an id that lies": ("runs-without-root", ("USER app\n", LIAR), "is user 0"),
    "a name that pretends": (
        "runs-without-root", ("USER app\n", "RUN sed -i s/^root/app/ /etc/passwd\nUSER app\n"), "is user 0",
    ),
    "another user": ("runs-as-user", ("-u 1000", "-u 1234"), "is user 1234"),
    "no health check": ("turns-healthy", ("HEALTHCHECK", "#"), "no health check"),
    "a health check without its tool": ("turns-healthy", ("CMD wget", "CMD curl"), "unhealthy"),
    "a health check that always passes": ("turns-unhealthy", ("CMD wget", "CMD : || wget"), "stayed healthy"),
    "a health check of the process": ("turns-unhealthy", ("CMD wget", "CMD pidof httpd || wget"), "stayed"),
    "deaf to its stop signal": ("stops-when-asked", ("trap 'exit 0' TERM", "trap '' TERM"), "did not end"),
    "another stop signal": ("stops-when-asked", ("CMD [", "STOPSIGNAL SIGUSR1\nCMD ["), "SIGUSR1"),
    "writes at its start": ("survives-read-only-root", ("USER app\n", AT_START), "Read-only"),
    "writes beside its volume": ("writes-only-to", ("USER app\n", AT_START), "/www/x"),
    "too many processes": (
        "stays-within", ("while", "for n in 1 2 3 4 5 6 7 8 9; do sleep 60 & done; while"), "of 12 processes",
    ),
    "too much memory": (
        "stays-within", ("while", "head -c 90m /dev/zero | tail > /dev/null; while"), "killed",
    ),
    "never at rest": ("stays-within", ("while", "while :; do :; done & while"), "rests"),
}  # fmt: skip


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon on what never comes."""
    monkeypatch.setattr(ready_container, "START_SECONDS", 5)
    monkeypatch.setattr(limits, "_IDLE_SECONDS", 4)


def answer(folder: Path, text: str) -> Path:
    """Write an answer with nothing but a Dockerfile."""
    (folder / "Dockerfile").write_text(text)
    return folder


def test_the_right_answer_passes_each(tmp_path: Path) -> None:
    """A small server that does all that is asked of it passes every check."""
    report = checks.check(answer(tmp_path, RIGHT), *CHECKS.values())
    assert [one.verdict for one in report.outcomes] == [Verdict.PASSED] * len(CHECKS), str(report)


@pytest.mark.parametrize(("name", "change", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_fails_with_the_reason(
    name: str, change: tuple[str, str], told: str, tmp_path: Path
) -> None:
    """An answer with one thing wrong fails the check of that thing, which says what it saw."""
    assert change[0] in RIGHT
    (outcome,) = checks.check(answer(tmp_path, RIGHT.replace(*change)), CHECKS[name]).outcomes
    assert outcome.verdict is Verdict.FAILED
    assert told in outcome.observed


def test_every_check_has_a_wrong_answer() -> None:
    """None of these checks could pass everything unseen."""
    assert {name for name, _, _ in WRONG.values()} == set(CHECKS)


def test_nothing_is_left(engine: Engine, tmp_path: Path) -> None:
    """When the checks are done, no container, network or volume of theirs is on the engine."""
    assert not checks.check(answer(tmp_path, RIGHT), *CHECKS.values()).failed
    assert not left_on(engine)


def test_the_checks_are_known_by_name() -> None:
    """Those whose parameters all have defaults can be asked for by their name alone."""
    assert all(isinstance(one, Check) for one in CHECKS.values())
    assert set(CHECKS) <= set(checks.known_checks())
