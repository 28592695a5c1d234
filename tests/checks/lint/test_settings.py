"""A project says what it wants told: in a file of its own, or in its pyproject.toml, per folder."""

from pathlib import Path

import pytest

from quaycrane.checks.lint.files import files_below
from quaycrane.checks.lint.run import Judge
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.severity import Severity
from quaycrane.errors import InputError

BAD = "FROM node\nWORKDIR app\nCMD node server.js\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A repository with a Dockerfile at its top and one in each of two folders."""
    for folder in (".", "api", "tests/data"):
        (tmp_path / folder).mkdir(parents=True, exist_ok=True)
        (tmp_path / folder / "Dockerfile").write_text(BAD)
    (tmp_path / ".git").mkdir()
    return tmp_path


def told(project: Path, file: str = "Dockerfile") -> dict[str, Severity]:
    """Return the rules that are told of a file, with their severities."""
    found = Judge(Configuration(), {}).file(project / file)
    return {one.rule.name: one.rule.severity for one in found if not one.ignored}


def test_rules_are_switched_off_by_any_name(project: Path) -> None:
    """A rule is off by its own name or another tool's, and only those that are named."""
    before = told(project)
    (project / ".quaycrane.toml").write_text('ignore = ["pinned-base-tag", "DL3000"]\n')
    assert set(before) - set(told(project)) == {"PinnedBaseTag", "WorkdirRelativePath"}


def test_severities_are_set(project: Path) -> None:
    """A rule counts as much as the project says."""
    (project / ".quaycrane.toml").write_text('[severity]\nPinnedBaseTag = "error"\nDL3000 = "note"\n')
    found = told(project)
    assert found["PinnedBaseTag"] is Severity.ERROR
    assert found["WorkdirRelativePath"] is Severity.NOTE
    assert found["JSONArgsRecommended"] is Severity.WARNING


def test_the_nearer_file_decides(project: Path) -> None:
    """A file in a folder holds there and below, over what the one above it says."""
    (project / ".quaycrane.toml").write_text('ignore = ["DL3000"]\n[severity]\nPinnedBaseTag = "error"\n')
    (project / "api/.quaycrane.toml").write_text('level = "error"\n[severity]\nPinnedBaseTag = "note"\n')
    assert told(project)["PinnedBaseTag"] is Severity.ERROR
    assert told(project, "api/Dockerfile")["PinnedBaseTag"] is Severity.NOTE
    assert "WorkdirRelativePath" not in told(project, "api/Dockerfile")
    judge = Judge(Configuration(), {})
    assert judge.level(project / "api/Dockerfile") is Severity.ERROR
    assert judge.level(project / "Dockerfile") is Severity.WARNING


def test_one_file_speaks_of_folders(project: Path) -> None:
    """A table of folders says more for the files that its pattern fits."""
    (project / ".quaycrane.toml").write_text(
        '[folders."tests/"]\nignore = ["PinnedBaseTag"]\nlevel = "error"\n'
    )
    assert "PinnedBaseTag" not in told(project, "tests/data/Dockerfile")
    assert "PinnedBaseTag" in told(project, "api/Dockerfile")
    assert Judge(Configuration(), {}).level(project / "tests/data/Dockerfile") is Severity.ERROR


def test_pyproject_is_read(project: Path) -> None:
    """The table in pyproject.toml says the same; a file of our own beside it takes its place."""
    (project / "pyproject.toml").write_text('[tool.quaycrane.check]\nignore = ["PinnedBaseTag"]\n')
    assert "PinnedBaseTag" not in told(project)
    (project / ".quaycrane.toml").write_text("")
    assert "PinnedBaseTag" in told(project)


def test_the_repository_ends_the_search(project: Path) -> None:
    """What lies above a repository has no say in it."""
    (project / "api/.git").mkdir()
    (project / ".quaycrane.toml").write_text('ignore = ["PinnedBaseTag"]\n')
    assert "PinnedBaseTag" in told(project, "api/Dockerfile")


@pytest.mark.parametrize("pattern", ["tests", "tests/", "data/", "/tests/data", "**/data/*", "tests/**"])
def test_files_are_left_out(project: Path, pattern: str) -> None:
    """Patterns are those of a .gitignore; what they fit is left out, and counted by the settings' name."""
    (project / ".quaycrane.toml").write_text(f'exclude = ["{pattern}"]\n')
    found = files_below(project, Configuration().excluded)
    assert list(found.judged) == [project / "Dockerfile", project / "api/Dockerfile"]
    assert dict(found.left_out) == {".quaycrane.toml": 1}


def test_files_with_unusual_names_are_judged(project: Path) -> None:
    """A project can name files that nobody would take for a Dockerfile or a Compose file."""
    (project / ".quaycrane.toml").write_text('include = ["*.docker", "stack/*.yml"]\n')
    for name in ("web.docker", "stack/app.yml", "stack/app.txt"):
        (project / name).parent.mkdir(exist_ok=True)
        (project / name).write_text("x")
    configuration = Configuration()
    found = files_below(project, configuration.excluded, configuration.included)
    assert {path.name for path in found.judged} == {"Dockerfile", "web.docker", "app.yml"}


WRONG = {
    "no TOML": ("ignore = [", "is no TOML", ""),
    "an unknown key": ('ignored = ["x"]', "has no key ignored", "Did you mean ignore?"),
    "an unknown rule": ('ignore = ["PinnedBaseTags"]', "There is no rule 'PinnedBaseTags'", "PinnedBaseTag"),
    "an unknown severity": (
        '[severity]\nDL3000 = "off"',
        "There is no severity 'off'",
        "error, warning, note",
    ),
    "an unknown level": ('level = "all"', "There is no severity 'all'", "note"),
    "a word for a list": ('ignore = "DL3000"', "ignore must be a list of words", ""),
    "numbers": ("ignore = [3000]", "ignore must be a list of words", ""),
    "a key for all in a folder": ('[folders.x]\nexclude = ["y"]', "has no key exclude", "ignore"),
    "a word for a folder": ('folders.x = "y"', "folders.x must be a table", ""),
}


@pytest.mark.parametrize(("text", "what", "fix"), WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_told(project: Path, text: str, what: str, fix: str) -> None:
    """What cannot be meant is an error with the file's name, and never passed over."""
    (project / ".quaycrane.toml").write_text(text)
    with pytest.raises(InputError) as caught:
        told(project)
    assert ".quaycrane.toml" in caught.value.what
    assert what in caught.value.what
    assert fix in caught.value.fix


def test_other_tools_tables_are_passed_over(project: Path) -> None:
    """A pyproject.toml that says nothing to us is not even read as TOML."""
    (project / "pyproject.toml").write_text("[tool.other\n")
    assert "PinnedBaseTag" in told(project)
