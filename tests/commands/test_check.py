"""`quaycrane check`: findings in four forms, exit codes, and no engine, no course, no traceback."""

import io
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from quaycrane import cli
from quaycrane.checks.lint.rules import lint_rules
from quaycrane.engine import Engine, Kind
from tests.fences.sources import PACKAGE

BAD = "services:\n  db:\n    image: mysql\n    ports: ['3306:3306']\n"
GOOD = "services:\n  web:\n    image: nginx:1.27\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a Compose file and a Dockerfile that break rules; the tests run in it."""
    (tmp_path / "compose.yaml").write_text(BAD)
    (tmp_path / "api").mkdir()
    (tmp_path / "api" / "Dockerfile").write_text("FROM node\nWORKDIR app\nCMD node server.js\n")
    (tmp_path / "node_modules" / "x").mkdir(parents=True)
    (tmp_path / "node_modules" / "x" / "Dockerfile").write_text("FROM nothing\n")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    """Run the command and return its exit code and what it printed."""
    code = cli.main(["check", *arguments])
    return code, capsys.readouterr().out


@pytest.mark.usefixtures("project")
def test_a_folder_is_searched(capsys: pytest.CaptureFixture[str]) -> None:
    """Each Dockerfile and Compose file below is judged; what package managers bring is not."""
    code, printed = run(capsys)
    assert code == 1
    assert "compose.yaml:4 error DatabaseNotPublished" in printed
    assert "api/Dockerfile:1 warning PinnedBaseTag" in printed
    assert "node_modules/" not in printed
    assert "2 files judged, 1 left out (node_modules 1)." in printed
    assert "not shown: --level note" in printed


@pytest.mark.parametrize("name", [".dockerignore", "Dockerfile.dockerignore"])
def test_what_is_ignored_cannot_be_copied(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    """A Dockerfile is judged with the .dockerignore beside it, its own before the folder's."""
    (tmp_path / ".dockerignore").write_text("else\n")
    (tmp_path / name).write_text("*.log\n")
    (tmp_path / "Dockerfile").write_text("FROM node:24-alpine\nCOPY a.log /\n")
    assert "Dockerfile:2 error CopyIgnoredFile" in run(capsys, str(tmp_path))[1]


@pytest.mark.parametrize(("level", "code"), [("error", 0), ("warning", 0), ("note", 1)])
def test_the_level_decides_what_counts(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], level: str, code: int
) -> None:
    """A file with nothing but notes is clean, unless notes are asked for."""
    (tmp_path / "compose.yaml").write_text(GOOD)
    assert run(capsys, str(tmp_path), "--level", level)[0] == code


@pytest.mark.usefixtures("project")
def test_json_is_data(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON has each finding with its reason, and the counts."""
    code, printed = run(capsys, "compose.yaml", "--format", "json", "--level", "error")
    told = json.loads(printed)
    assert code == 1
    assert [(one["file"], one["line"], one["rule"]) for one in told["findings"]] == [
        ("compose.yaml", 4, "DatabaseNotPublished")
    ]
    assert told["counts"] == {"error": 1, "warning": 0, "note": 0}
    assert all(told["findings"][0][key] for key in ("severity", "title", "observed", "why", "fix"))


@pytest.mark.usefixtures("project")
def test_sarif_holds_together(capsys: pytest.CaptureFixture[str]) -> None:
    """Each result names a rule of the run by its place, a level, a relative file and a line."""
    _, printed = run(capsys, "--format", "sarif", "--level", "note")
    log: dict[str, Any] = json.loads(printed)
    assert log["version"] == "2.1.0"
    (found,) = log["runs"]
    rules = found["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert found["results"]
    for result in found["results"]:
        rule = rules[result["ruleIndex"]]
        assert rule["id"] == result["ruleId"]
        assert result["level"] == rule["defaultConfiguration"]["level"]
        place = result["locations"][0]["physicalLocation"]
        assert not place["artifactLocation"]["uri"].startswith("/")
        assert place["region"]["startLine"] >= 1
        assert result["message"]["text"]


@pytest.mark.usefixtures("project")
def test_annotations_are_one_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    """Each annotation is one workflow command with file, line and title."""
    _, printed = run(capsys, "--format", "github")
    lines = printed.splitlines()
    assert "::error file=compose.yaml,line=4,title=DatabaseNotPublished::" in printed
    assert all(line.startswith(("::error ", "::warning ")) for line in lines)


def test_what_a_file_says_cannot_end_an_annotation(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Line ends and colours from a file stay inside their message."""
    monkeypatch.chdir(tmp_path)
    text = 'services: {web: {image: "x:1", cap_add: ["%0A\\n::error::gone\\e[31m"]}}\n'
    (tmp_path / "compose.yaml").write_text(text)
    _, printed = run(capsys, "--format", "github")
    assert printed.count("\n") == 1
    assert "%250A%0A::error::gone." in printed
    assert "\x1b" not in printed


@pytest.mark.usefixtures("project")
def test_a_rule_can_be_left_out(capsys: pytest.CaptureFixture[str]) -> None:
    """An ignored rule is not told, by its own name or another tool's."""
    _, printed = run(capsys, "compose.yaml", "--ignore", "database-not-published", "--ignore", "CL-0004")
    assert "DatabaseNotPublished" not in printed
    assert "PinnedImages" not in printed


@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_what_is_ignored_is_counted(project: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    """What a comment, a settings file or an option keeps from being told is counted in each form."""
    (project / ".quaycrane.toml").write_text('ignore = ["WorkdirRelativePath"]\n')
    (project / "compose.yaml").write_text(f"# check=skip=PinnedImages\n{BAD}")
    code = cli.main(["check", "--format", form, "--ignore", "JSONArgsRecommended"])
    printed = capsys.readouterr()
    assert code == 1
    if form in {"text", "github"}:
        told = printed.out if form == "text" else printed.err
        assert "3 findings ignored (--ignore 1, comment 1, settings 1)" in told
        assert "2 files judged, 1 left out (node_modules 1)" in told
        return
    data = json.loads(printed.out)
    counted = data["runs"][0]["properties"] if form == "sarif" else data
    assert counted["files"] == {"judged": 2, "leftOut": {"node_modules": 1}}
    assert {(one["rule"], one["by"]) for one in counted["ignored"]} == {
        ("JSONArgsRecommended", "--ignore"),
        ("PinnedImages", "comment"),
        ("WorkdirRelativePath", "settings"),
    }


def test_strict_heeds_nothing(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """With `--strict` what comments and settings keep from being told is told."""
    before = run(capsys, "--format", "json")[1]
    (project / ".quaycrane.toml").write_text('ignore = ["PinnedImages"]\nexclude = ["api"]\n')
    compose = project / "compose.yaml"
    compose.write_text(f"{BAD}# check=skip=all\n")
    (project / "api" / "Dockerfile").write_text("FROM node\nWORKDIR app\nCMD node server.js\n")
    assert run(capsys, "--format", "json")[1] != before
    assert run(capsys, "--format", "json", "--strict")[1] == before


TYPED = {
    "a Dockerfile": (b"FROM node\n", [], "-:1 warning PinnedBaseTag"),
    "a Dockerfile with an ARG first": (b"# a\nARG A=b:c\nFROM node\n", [], "-:3 warning PinnedBaseTag"),
    "a Compose file": (BAD.encode(), [], "-:4 error DatabaseNotPublished"),
    "one with a name": (
        b"FROM node\n",
        ["--stdin-name", "api/Dockerfile"],
        "api/Dockerfile:1 warning Pinned",
    ),
    "one with YAML's name": (b"", ["--stdin-name", "x.yml"], "x.yml:1 error ComposeFileIsValid"),
    "no text": (b"FROM \xff", [], "no UTF-8"),
    "nothing": (b"", [], "-:1 error DockerfileReads"),
}


@pytest.mark.parametrize(("content", "options", "told"), TYPED.values(), ids=TYPED.keys())
def test_the_standard_input_is_judged(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    options: list[str],
    told: str,
) -> None:
    """`-` judges what comes on the standard input, as the file that it stands for."""
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(content)))
    code, printed = run(capsys, "-", *options)
    assert code > 0
    assert told in printed


def test_a_file_that_is_no_text_is_one_finding(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What cannot be read is told with its place, and the other files are judged all the same."""
    (project / "old").mkdir()
    (project / "old" / "Dockerfile").write_bytes("FROM a:1\n# caf\u00e9\n".encode("latin-1"))
    (project / "old" / "compose.yml").write_bytes(b"x" * 1_100_000)
    code, printed = run(capsys, "--format", "json")
    found = [(one["file"], one["line"], one["rule"]) for one in json.loads(printed)["findings"]]
    assert code == 1
    assert ("old/Dockerfile", 2, "FileIsText") in found
    assert ("old/compose.yml", 1, "FileIsText") in found
    assert ("api/Dockerfile", 1, "PinnedBaseTag") in found
    assert [rule for file, _, rule in found if file.startswith("old")] == ["FileIsText"] * 2


def test_a_part_is_judged_with_what_it_lies_over(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is no whole by itself is judged over the plain one: what it adds is told, at its line."""
    (project / "compose.prod.yaml").write_text("services:\n  db:\n    privileged: true\n")
    (project / "api" / "docker-compose.dev.yml").write_text("services:\n  x:\n    environment: {A: b}\n")
    found = json.loads(run(capsys, "--format", "json", "--level", "error")[1])["findings"]
    assert [(one["file"], one["line"], one["rule"]) for one in found] == [
        ("compose.prod.yaml", 3, "NotPrivileged"),
        ("compose.yaml", 4, "DatabaseNotPublished"),
    ]


def test_a_clean_file_is_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing to say is exit code 0 and one sentence."""
    (tmp_path / "compose.yaml").write_text(GOOD)
    code, printed = run(capsys, str(tmp_path / "compose.yaml"))
    assert code == 0
    assert "Nothing found." in printed


WRONG = {
    "no such file": (["nowhere/compose.yaml"], "is no file"),
    "a file with a line": (["Dockerfile:12"], "is no file"),
    "a name with no tag": (["nginx"], "or an image with its tag"),
    "a path with a slash": (["library/nginx"], "or an image with its tag"),
    "a code that no tool has": (["--explain", "DL3880"], "Did you mean DL30"),
    "words for a rule": (["--explain", "pinned base"], "Did you mean PinnedBaseTag"),
    "half a rule's name": (["--explain", "privileged"], "NotPrivileged"),
    "no rule at all": (["--explain", "zzz"], "Did you mean"),
    "an empty folder": (["."], "There is no Dockerfile and no Compose file"),
    "no such rule": (["--explain", "PinnedBaseTags"], "Did you mean PinnedBaseTag"),
    "no such rule to ignore": (["--ignore", "Everything"], "There is no rule 'Everything'"),
}


@pytest.mark.parametrize(("arguments", "told"), WRONG.values(), ids=WRONG.keys())
def test_what_cannot_run_is_two(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    told: str,
) -> None:
    """What cannot be checked is exit code 2, with what to do."""
    monkeypatch.chdir(tmp_path)
    code, printed = run(capsys, *arguments)
    assert code == 2
    assert told in " ".join(printed.split())


@pytest.mark.parametrize("word", ["Dockerfle", "api/Dockerfil", "compose.yam", "apii"])
def test_a_mistyped_path_is_an_error(project: Path, capsys: pytest.CaptureFixture[str], word: str) -> None:
    """What is no file is no image either, unless it has a tag; the name that is close is suggested."""
    (project / "Dockerfile").write_text("FROM a:1\n")
    code, printed = run(capsys, word)
    assert code == 2
    assert "is no file" in printed
    assert "Did you mean " in printed


def test_a_program_reads_nothing_but_data(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """When JSON was asked for, what went wrong is told on standard error."""
    assert cli.main(["check", str(tmp_path / "Dockerfile"), "--format", "json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert "is no file" in printed.err


@pytest.mark.parametrize("content", [b"\xff\xfe\x00", b"#" * 1_100_000, b"\x00" * 100, b""])
@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml"])
def test_what_is_no_text_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes
) -> None:
    """A file that holds no Dockerfile and no YAML is a finding or cannot be checked; never a traceback."""
    (tmp_path / name).write_bytes(content)
    code, printed = run(capsys, str(tmp_path))
    assert code in {1, 2}
    assert "Traceback" not in printed


def test_what_an_override_adds_is_told_at_its_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Compose lays the override file over the other without being told; so what it adds is judged, too."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "compose.yaml").write_text(GOOD)
    (tmp_path / "compose.override.yaml").write_text("services:\n  web:\n    privileged: true\n")
    code, printed = run(capsys)
    assert code == 1
    assert "compose.override.yaml:3 error NotPrivileged" in printed


def test_variables_are_supposed_to_be_set(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file away from where it is used is judged as if its variables and their files were there."""
    monkeypatch.delenv("TAG", raising=False)
    text = (
        "services:\n  web:\n    image: ${IMAGE}:${TAG:?say which}\n    ports: ['${WEB_PORT}:80']\n"
        "    mem_limit: ${LIMIT}\n    env_file: .env.production\n"
    )
    (tmp_path / "compose.yaml").write_text(text)
    code, printed = run(capsys, str(tmp_path))
    assert code == 0, printed


@pytest.mark.parametrize("rule", sorted(lint_rules()))
def test_every_rule_is_explained(capsys: pytest.CaptureFixture[str], rule: str) -> None:
    """`--explain` tells why, how to mend it, and what is bad and good."""
    code, printed = run(capsys, "--explain", rule)
    assert code == 0
    assert printed.startswith(rule)
    assert "Why" in printed
    assert "To mend it" in printed


@pytest.mark.engine
@pytest.mark.usefixtures("engine")
def test_an_image_is_judged(capsys: pytest.CaptureFixture[str]) -> None:
    """A name that is no file is an image of the engine, which is looked into."""
    code, printed = run(capsys, "alpine:3", "--format", "json")
    assert code == 1
    assert {"NamesAUser", "HasHealthCheck"} <= {one["rule"] for one in json.loads(printed)["findings"]}
    code, printed = run(capsys, "no-such-image:1")
    assert code == 2
    assert "not there" in printed


def test_an_image_needs_an_engine(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without an engine an image cannot be checked, and that says so."""
    absent = Engine(Kind.NONE, tried=("no socket",))
    monkeypatch.setattr("quaycrane.checks.image.given.engine", lambda: absent)
    code, printed = run(capsys, "alpine:3")
    assert code == 2
    assert "No Docker Engine answers" in printed


TOLD_ONCE = {
    "a base that the builder names": ('ARG BASE\nFROM $BASE\nCMD ["x"]\n', {"InvalidDefaultArgInFrom"}),
    "a template": ("{{ for x in y }}\nSOME {{ words }}\n{{ end }}\n", {"DockerfileReads"}),
}


@pytest.mark.parametrize(("text", "rules"), TOLD_ONCE.values(), ids=TOLD_ONCE.keys())
def test_one_cause_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, rules: set[str]
) -> None:
    """What follows from one cause is one finding."""
    (tmp_path / "Dockerfile").write_text(text)
    told = json.loads(run(capsys, str(tmp_path), "--format", "json")[1])
    assert [one["rule"] for one in told["findings"]] == list(rules)


def test_neither_course_nor_engine_is_needed(project: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The package alone, where no engine answers and no docker command is, judges text."""
    place = tmp_path_factory.mktemp("installed")
    shutil.copytree(PACKAGE, place / "quaycrane")
    environment = {**os.environ, "PYTHONPATH": str(place), "DOCKER_HOST": "unix:///nowhere.sock", "PATH": ""}
    done = subprocess.run(
        [sys.executable, "-m", "quaycrane.cli", "check", "--format", "json", "compose.yaml"],
        cwd=project,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["counts"]["error"] == 1
    assert done.stderr == ""
