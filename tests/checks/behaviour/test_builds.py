"""What is asked of builds: which steps run again, what comes of them, and how large they may be."""

import os
from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict, answer_builds
from quaycrane.checks.behaviour import ready_container

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

RIGHT = """\
FROM alpine:3
RUN mkdir /kept && adduser -D -u 1000 app && chown app /kept
COPY settings.json /app/
RUN wc -c /app/settings.json > /app/size
COPY public /app/public
USER app
CMD ["httpd", "-f", "-p", "3000", "-h", "/app/public"]
"""
CHECKS = {
    "after-edit": checks.after_edit(file="public/index.html", rerun=["COPY public /app/public"]),
    "serves-its-sources": checks.serves_its_sources("public/index.html"),
    "builds-twice-the-same": checks.builds_twice_the_same(),
    "data-outlives-container": checks.data_outlives_container(
        folder="/kept", write=["sh", "-c", "echo row > /kept/rows"], read=["cat", "/kept/rows"]
    ),
}
WRONG = {
    "all copied at once": ("after-edit", ("COPY settings.json /app/", "COPY . /app/"), "wc -c"),
    "never copied": ("after-edit", ("COPY public /app/public", "RUN mkdir /app/public"), "nothing"),
    "a page that is written by hand": (
        "serves-its-sources",
        ("COPY public /app/public", "COPY public /p\nWORKDIR /app/public\nRUN echo hi > index.html"),
        "is answered: hi",
    ),
    "a ready-made image": (
        "serves-its-sources",
        ("COPY public /app/public", "COPY public /app/p\nCOPY --from=alpine:3 /bin /app/public"),
        "status 404",
    ),
    "the time of the build": ("builds-twice-the-same", ("RUN wc", "RUN head -c9 /dev/urandom >/r; wc"), "/r"),
    "a folder that is root's": ("data-outlives-container", (" && chown app /kept", ""), "Permission denied"),
    "data at another place": ("data-outlives-container", ("/kept", "/others"), "Permission denied"),
}  # fmt: skip


def answer(folder: Path, text: str) -> Path:
    """Write an answer with a page and settings."""
    (folder / "public").mkdir()
    (folder / "public" / "index.html").write_text("<p>hello</p>\n")
    (folder / "settings.json").write_text("{}")
    (folder / "Dockerfile").write_text(text)
    return folder


@pytest.fixture(autouse=True)
def impatience(monkeypatch: pytest.MonkeyPatch) -> None:
    """Give up soon on what never comes."""
    monkeypatch.setattr(ready_container, "START_SECONDS", 6)


def test_the_right_answer_passes_each(tmp_path: Path) -> None:
    """An answer that orders its steps well passes every check."""
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


def test_any_file_can_be_edited(tmp_path: Path) -> None:
    """Manifests and lock files are edited as JSON, others get a comment or a line; a link is not followed."""
    folder = answer(tmp_path, "FROM alpine:3\nCOPY . /a\n")
    (folder / "package-lock.json").write_text('{"packages": {"": {}}}')
    (folder / "run.sh").write_text("echo a")
    (folder / "link").symlink_to("run.sh")
    for file in ("package-lock.json", "settings.json", "run.sh"):
        assert not checks.check(folder, checks.after_edit(file=file, rerun=["COPY . /a"])).failed
    (outcome,) = checks.check(folder, checks.after_edit(file="link", rerun=["*"])).outcomes
    assert "There is no file link" in outcome.observed


HIDDEN = """\
FROM node:24-alpine
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --dry-run
COPY . .
RUN sh -c "$(echo bnBtIGNpCg== | base64 -d)" && npm run build
CMD ["node", "dist/server.js"]
"""


def test_an_install_hidden_elsewhere_gains_nothing(tmp_path: Path, application: Path) -> None:
    """A step that pretends to install does not hide the one that makes the folders of the packages."""
    for file in application.rglob("*"):
        if file.is_file() and "node_modules" not in file.parts:
            place = tmp_path / file.relative_to(application)
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.read_bytes())
    (tmp_path / "Dockerfile").write_text(HIDDEN)
    keeps = checks.after_edit("src/server.js", keeps="node_modules/express")
    report = checks.check(tmp_path, "builds", keeps, checks.serves_page(contains="It works"))
    assert report.failed == (keeps.name,)
    assert "makes node_modules/express anew" in report.outcomes[1].observed


def test_a_huge_context_is_refused_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with more than a context should hold is told, and neither copied nor sent."""
    folder = answer(tmp_path, RIGHT)
    with (folder / "public" / "huge.bin").open("wb") as file:
        file.truncate(1 << 40)
    (outcome,) = checks.check(folder, "builds").outcomes
    assert outcome.verdict is Verdict.FAILED
    assert "too large" in outcome.observed
    assert "huge.bin" in outcome.observed
    (folder / "public" / "huge.bin").unlink()
    monkeypatch.setattr(answer_builds, "MOST_CONTEXT_FILES", 2)
    (outcome,) = checks.check(folder, "builds").outcomes
    assert "too large" in outcome.observed


def test_what_is_no_file_is_left_out(tmp_path: Path) -> None:
    """A pipe in the folder, from which nothing ever comes, hangs nobody; packages of the host stay there."""
    folder = answer(
        tmp_path, "FROM alpine:3\nCOPY . /a\nRUN test ! -e /a/pipe && test ! -e /a/node_modules\n"
    )
    os.mkfifo(folder / "pipe")
    (folder / "node_modules").mkdir()
    (folder / "node_modules" / "huge").touch()
    assert not checks.check(folder, "builds").failed
