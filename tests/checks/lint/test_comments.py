"""Comments switch rules off for whoever judges their own files: in BuildKit's form, and in hadolint's."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from quaycrane.checks import check
from quaycrane.checks.lint.files import is_compose
from quaycrane.checks.lint.run import Judge
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.lint.source import Source
from quaycrane.checks.severity import Severity

JSON = "JSONArgsRecommended"
INSTALL = "RUN apt-get update && apt-get install -y curl"
DOCKERFILES = {
    "BuildKit's, at the top": (f"# check=skip={JSON}\nFROM a:1\nCMD x\n", JSON, {3}),
    "BuildKit's, for several": (f"# check=skip=A,{JSON}\nFROM a:1\nCMD x\n", JSON, {3}),
    "BuildKit's, for all": ("# check=skip=all\nFROM a\nCMD x\n", "PinnedBaseTag", {2}),
    "BuildKit's, beside error": (
        f"# check=error=true;skip={JSON}\nFROM a:1\nCMD x\n", JSON, {3},
    ),
    "below a syntax line": (
        f"# syntax=docker/dockerfile:1\n# check=skip={JSON}\nFROM a:1\nCMD x\n", JSON, {4},
    ),
    "hadolint's": (f"FROM a:1\n# hadolint ignore=DL3008\n{INSTALL}\n{INSTALL} wget\n", "PinnedPackages", {3}),
    "hadolint's, for several": (
        f"FROM a:1\n# hadolint ignore=DL3009, DL3008\n{INSTALL}\n", "PinnedPackages", {3},
    ),
    "hadolint's, for all of it": (
        f"# hadolint global ignore=DL3008\nFROM a:1\n{INSTALL}\n{INSTALL} wget\n", "PinnedPackages", {3, 4},
    ),
    "by our own name": (f"FROM a:1\n# hadolint ignore=PinnedPackages\n{INSTALL}\n", "PinnedPackages", {3}),
    "in a long instruction": (
        "FROM a:1\n# hadolint ignore=DL3008\nRUN apt-get update && \\\n  apt-get install -y \\\n  curl\n",
        "PinnedPackages", {3},
    ),
    "one that only hadolint has": (
        f"FROM a:1\n# hadolint ignore=SC2086\n{INSTALL}\n", "PinnedPackages",
        set(),
    ),
    "hadolint's, the nearer of two": (
        f"FROM a:1\n# hadolint ignore=DL3008\n# hadolint ignore=DL3015\n{INSTALL}\n", "PinnedPackages", set(),
    ),
    "hadolint's, with a reason": (
        f"FROM a:1\n# hadolint ignore=DL3008 # so\n{INSTALL}\n", "PinnedPackages", {3},
    ),
    "hadolint's, with a line between": (
        f"FROM a:1\n# hadolint ignore=DL3008\n\n{INSTALL}\n", "PinnedPackages", set(),
    ),
    "hadolint's, with a comment between": (
        f"FROM a:1\n# hadolint ignore=DL3008\n# so\n{INSTALL}\n", "PinnedPackages", set(),
    ),
    "hadolint's, with a space for a comma": (
        f"FROM a:1\n# hadolint ignore=DL3015 DL3008\n{INSTALL}\n", "PinnedPackages", set(),
    ),
    "hadolint's, in capitals": (f"FROM a:1\n# HADOLINT ignore=DL3008\n{INSTALL}\n", "PinnedPackages", set()),
    "no directive": (f"FROM a:1\n# a\n# check=\n{INSTALL}\n", "PinnedPackages", set()),
    "text in a heredoc": (
        f"FROM a:1\nCOPY <<E /x\n# hadolint ignore=DL3008\nE\n{INSTALL}\n", "PinnedPackages", set(),
    ),
    "what cannot be read": ("# check=skip=all\nFROM a:1\nRUNN x\n", "DockerfileReads", set()),
}  # fmt: skip
COMPOSE = {
    "at the top": ("# check=skip=NotPrivileged\nservices:\n  a: {image: 'a:1', privileged: true}\n", {3}),
    "for all": ("# a\n\n# check=skip=all\nservices:\n  a: {image: 'a:1', privileged: true}\n", {5}),
    "above a line": (
        "services:\n  a:\n    image: a:1\n    # check=skip=NotPrivileged\n    privileged: true\n",
        {5},
    ),
    "behind a line": (
        "services:\n  a:\n    image: a:1\n    privileged: true # check=skip=NotPrivileged\n",
        {4},
    ),
    "elsewhere": (
        "services:\n  a:\n    image: a:1 # check=skip=NotPrivileged\n    privileged: true\n",
        set(),
    ),
    "another rule": ("# check=skip=PinnedImages\nservices:\n  a: {image: 'a:1', privileged: true}\n", set()),
}


def ignored(name: str, text: str, rule: str, *, strict: bool = False) -> set[int]:
    """Return the lines at which a comment asks not to tell a rule that is not kept."""
    judge = Judge(Configuration(heeded=False), {}, strict=strict)
    found = judge.text(Source(name, Path("/nowhere", name), text, is_compose(name)))
    assert any(one.rule.name == rule for one in found)
    return {one.line for one in found if one.rule.name == rule and one.ignored == "comment"}


@pytest.mark.parametrize(("text", "rule", "lines"), DOCKERFILES.values(), ids=DOCKERFILES.keys())
def test_a_comment_in_a_dockerfile(text: str, rule: str, lines: set[int]) -> None:
    """A comment holds for the file or for the instruction below it, and for the rules that it names."""
    assert ignored("Dockerfile", text, rule) == lines
    assert ignored("Dockerfile", text, rule, strict=True) == set()


@pytest.mark.parametrize(
    ("text", "rule", "lines"),
    [case for name, case in DOCKERFILES.items() if "hadolint" in name],
    ids=[name for name in DOCKERFILES if "hadolint" in name],
)
def test_hadolint_heeds_the_same(tmp_path: Path, text: str, rule: str, lines: set[int]) -> None:
    """Where a comment is hadolint's, hadolint itself is silent at the same lines."""
    (tmp_path / "Dockerfile").write_text(text)
    hadolint = Path(sys.executable).with_name("hadolint")
    told = subprocess.run(
        [hadolint, "--no-fail", "-f", "json", tmp_path / "Dockerfile"], capture_output=True, check=True
    )
    found = {one["line"] for one in json.loads(told.stdout) if one["code"] == "DL3008"}
    all_lines = {line for line, word in enumerate(text.splitlines(), 1) if word.startswith("RUN")}
    assert rule == "PinnedPackages"
    assert found == all_lines - lines


@pytest.mark.parametrize(("text", "lines"), COMPOSE.values(), ids=COMPOSE.keys())
def test_a_comment_in_a_compose_file(text: str, lines: set[int]) -> None:
    """A comment holds for the file when it stands above all, else for one line."""
    assert ignored("compose.yaml", text, "NotPrivileged") == lines
    assert ignored("compose.yaml", text, "NotPrivileged", strict=True) == set()


@pytest.mark.parametrize(("word", "severity"), [("true", Severity.ERROR), ("false", Severity.WARNING)])
def test_error_makes_errors_of_buildkits_rules(word: str, severity: Severity) -> None:
    """With `error=true` BuildKit ends the build over a warning of its own, so here it is an error."""
    text = f"# check=error={word}\nFROM a\nCMD x\n"
    found = Judge(Configuration(heeded=False), {}).text(
        Source("Dockerfile", Path("/x/Dockerfile"), text, compose=False)
    )
    severities = {one.rule.name: one.rule.severity for one in found}
    assert severities["JSONArgsRecommended"] is severity
    assert severities["PinnedBaseTag"] is Severity.WARNING


@pytest.mark.parametrize(
    "comment",
    ["# check=skip=all", "# hadolint global ignore=DL3025", "# check=skip=JSONArgsRecommended"],
)
def test_marks_heed_no_comment(tmp_path: Path, comment: str) -> None:
    """A check that marks an answer fails it whatever its comments and settings say."""
    (tmp_path / "Dockerfile").write_text(f"{comment}\nFROM a:1\n# hadolint ignore=DL3025\nCMD x\n")
    (tmp_path / ".quaycrane.toml").write_text('ignore = ["JSONArgsRecommended"]\n')
    assert check(tmp_path, "json-args-recommended").failed == ("json-args-recommended",)
