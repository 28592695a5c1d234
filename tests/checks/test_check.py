"""Checks are asked for by name, stand on each other, and remember what they saw."""

import sys
import warnings
from pathlib import Path

import pytest

from quaycrane.checks import Check, Verdict, answer_builds, check, known_checks
from quaycrane.checks.answer import Answer
from quaycrane.checks.registry import Observation
from quaycrane.engine import connect
from quaycrane.errors import InputError


@pytest.fixture
def no_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the checks find no engine."""
    monkeypatch.setenv("DOCKER_HOST", "unix:///nowhere.sock")
    absent = connect(start=False)
    monkeypatch.setattr(answer_builds, "engine", lambda: absent)


def write(folder: Path, text: str) -> Path:
    """Write a Dockerfile and return its folder."""
    (folder / "Dockerfile").write_text(text)
    return folder


def test_every_check_is_a_sentence_with_a_reason() -> None:
    """The name is words with hyphens, the title a sentence; why and fix are there."""
    for name, known in known_checks().items():
        assert name == name.lower().replace("_", "-")
        assert known.title.endswith(".")
        assert known.why
        assert known.fix


def test_an_unknown_name_is_told_with_those_like_it(tmp_path: Path) -> None:
    """A misspelt check is an error that names the one that was meant."""
    with pytest.raises(InputError, match="'serve'") as caught:
        check(tmp_path, "serve")
    assert "serves" in caught.value.fix


@pytest.mark.parametrize("text", ["", "# YOUR ANSWER HERE\n", "\n\n"])
def test_nothing_written_gives_nothing(tmp_path: Path, text: str) -> None:
    """An answer without an instruction fails each check, with that as the reason, and costs no build."""
    report = check(write(tmp_path, text), "pinned-base-tag", "builds", "serves-page")
    assert [outcome.verdict for outcome in report.outcomes] == [Verdict.FAILED] * 3
    assert all("Nothing written yet" in outcome.observed for outcome in report.outcomes)


def test_a_failure_is_told_with_the_path_of_its_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of two services' Dockerfiles each outcome names its own, as the unit's folder knows it."""
    monkeypatch.chdir(tmp_path)
    for service in ("web", "api"):
        (tmp_path / service).mkdir()
        write(tmp_path / service, f"FROM {service}\n")
    outcomes = [check(service, "pinned-base-tag").outcomes[0] for service in ("web", "api")]
    assert [(one.file, one.line) for one in outcomes] == [("web/Dockerfile", 1), ("api/Dockerfile", 1)]
    assert "(api/Dockerfile, line 1)" in str(check("api", "pinned-base-tag"))


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_text_is_judged_and_behaviour_is_not(tmp_path: Path) -> None:
    """A text check passes or fails; one of behaviour says that it could not look, and earns nothing."""
    report = check(write(tmp_path, "FROM node:24-alpine\n"), "pinned-base-tag", "builds", "serves-page")
    assert [outcome.verdict for outcome in report.outcomes] == [
        Verdict.PASSED, Verdict.UNCHECKED, Verdict.UNCHECKED,
    ]  # fmt: skip
    assert "No Docker Engine answers" in report.outcomes[1].observed
    assert report.failed == ()
    assert report.mark(3) == 1.0


@pytest.mark.usefixtures("no_engine")
def test_without_an_engine_it_is_not_marked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A report that could not look says so, and no points of none."""
    check(write(tmp_path, "FROM node:24-alpine\n"), "builds").mark(2)
    assert capsys.readouterr().out.startswith("Not marked: 1 of 1 could not be checked")


def test_nothing_counts_that_only_follows_from_a_misspelt_word(tmp_path: Path) -> None:
    """A text that cannot be read is told once, with the word that is meant; its style is not judged."""
    folder = write(tmp_path, "FROM node\nRNU npm ci\n")
    report = check(folder, "dockerfile-reads", "pinned-base-tag", "install-from-lockfile")
    assert [one.verdict for one in report.outcomes] == [Verdict.FAILED, Verdict.SKIPPED, Verdict.SKIPPED]
    assert report.outcomes[0].observed.startswith("There is no instruction RNU: RUN is meant")
    assert report.outcomes[1].waits_for == "dockerfile-reads"


def test_what_was_seen_is_forgotten_when_the_answer_changes(tmp_path: Path) -> None:
    """A check looks again after an edit."""
    assert check(write(tmp_path, "FROM node\n"), "pinned-base-tag").failed == ("pinned-base-tag",)
    assert check(write(tmp_path, "FROM node:24-alpine\n"), "pinned-base-tag").failed == ()


UNREADABLE = {"no UTF-8": b"FROM a\n\xff\xfe", "too large": b"FROM a\n" + b"#" * 1_100_000}


@pytest.mark.parametrize("content", UNREADABLE.values(), ids=UNREADABLE.keys())
def test_an_unreadable_answer_fails_with_the_reason(tmp_path: Path, content: bytes) -> None:
    """A file in a wrong encoding, or an endless one, is a failure that says so."""
    (tmp_path / "Dockerfile").write_bytes(content)
    (outcome,) = check(tmp_path, "pinned-base-tag").outcomes
    assert outcome.verdict is Verdict.FAILED
    assert "UTF-8" in outcome.observed or "larger than" in outcome.observed


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    """A Dockerfile that is a link to another file is no answer."""
    (tmp_path / "elsewhere").write_text("FROM node:24-alpine\n")
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "Dockerfile").symlink_to(tmp_path / "elsewhere")
    assert check(tmp_path / "app", "pinned-base-tag").failed == ("pinned-base-tag",)


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_what_stands_on_a_failed_check_is_skipped(tmp_path: Path) -> None:
    """An image that does not build fails once; what would be asked of it is skipped, with the reason."""
    (tmp_path / "package.json").write_text("{}")
    report = check(write(tmp_path, "FROM alpine:3\nRUN echo the reason && false\n"), "builds", "serves-page")
    assert [outcome.verdict for outcome in report.outcomes] == [Verdict.FAILED, Verdict.SKIPPED]
    assert "the reason" in report.outcomes[0].observed
    assert "The image builds." in report.outcomes[1].observed


def test_standard_error_stays_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What a check, or a library below it, writes to standard error is not seen: it would cost all points."""

    def noisy(_: Answer) -> Observation:
        sys.stderr.write("progress\n")
        warnings.warn("old", stacklevel=1)
        return Observation(passed=True)

    loud = Check("loud", "It is loud.", noisy)
    assert check(write(tmp_path, "FROM alpine:3\n"), loud).mark(1) == 1.0
    assert capsys.readouterr().err == ""
