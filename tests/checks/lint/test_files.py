"""Files are found by the names that people give them, and nothing else is taken for one."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.checks.lint.files import files_below

USUAL = [
    "Dockerfile", "dockerfile", "Dockerfile.dev", "Dockerfile-app", "Dockerfile_web", "Dockerfile.go",
    "app.Dockerfile", "app.dockerfile", "app-dockerfile", "web.Dockerfile.prod", "Containerfile",
    "Containerfile.arm64", "x.containerfile", "compose.yaml", "compose.yml", "docker-compose.yml",
    "docker-compose.yaml", "docker-compose.prod.yml", "compose.dev.yaml", "docker-compose-test.yml",
    "docker_compose.yml", "compose.override.yaml", "dev.docker-compose.yml", "ci-compose.yml",
    "dockercompose.yml", "podman-compose.yml",
]  # fmt: skip
UNUSUAL = [
    "Dockerfile.md", "Dockerfile.j2", "Dockerfile.dockerignore", "Dockerfile.tmpl", "Dockerfile.template",
    "Dockerfile~", "Dockerfile.bak", "dockerfile.py", "dockerfile_test.go", "test_dockerfile.py",
    "Dockerfiles", "compose.py", "compose.json", "composer.yaml", "docker-compose.yml.j2", "decompose.yml",
    "Dockerfile.app.sh", "dockerfile-parse.ts", "README.md", "values.yaml",
]  # fmt: skip


def below(folder: Path, names: list[str]) -> tuple[list[str], dict[str, int]]:
    """Make files and return those that are judged, and how many are left out by why."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    found = files_below(folder, lambda _: "")
    return [path.relative_to(folder).as_posix() for path in found.judged], dict(found.left_out)


@pytest.mark.parametrize("name", USUAL)
def test_a_usual_name_is_found(tmp_path: Path, name: str) -> None:
    """A file is found by each of the usual names, however deep it lies."""
    assert below(tmp_path, [f"a/b/{name}"])[0] == [f"a/b/{name}"]


@pytest.mark.parametrize("name", UNUSUAL)
def test_another_name_is_not(tmp_path: Path, name: str) -> None:
    """A template, a page or a program about Dockerfiles is none."""
    assert below(tmp_path, [name]) == ([], {})


def test_hidden_folders_are_searched(tmp_path: Path) -> None:
    """What lies in .devcontainer, .github or .docker is somebody's own; a repository's history is not."""
    names = [
        ".devcontainer/Dockerfile",
        ".docker/compose.yaml",
        ".github/actions/x/Dockerfile",
        ".git/Dockerfile",
    ]
    assert below(tmp_path, names) == (sorted(names[:3]), {})


def test_what_was_brought_in_is_counted(tmp_path: Path) -> None:
    """Files below folders of packages are left out, and counted by the folder's name."""
    names = [
        "Dockerfile", "node_modules/a/Dockerfile", "web/node_modules/b/vendor/docker-compose.yml",
        "vendor/x/Dockerfile", ".venv/lib/site-packages/y/Dockerfile", ".github/workflows/docker-compose.yml",
    ]  # fmt: skip
    judged, left_out = below(tmp_path, names)
    assert judged == ["Dockerfile"]
    assert left_out == {"node_modules": 2, "vendor": 1, ".venv": 1, "workflows": 1}


def test_a_folder_that_is_named_is_judged(tmp_path: Path) -> None:
    """Somebody who names a folder of packages wants it judged."""
    below(tmp_path, ["vendor/x/Dockerfile"])
    assert list(files_below(tmp_path / "vendor", lambda _: "").judged) == [tmp_path / "vendor/x/Dockerfile"]


def test_a_folder_that_cannot_be_opened_is_counted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What one may not look into is left out, and that is told."""
    below(tmp_path, ["a/Dockerfile", "closed/Dockerfile"])
    opened = os.scandir

    def scandir(path: str) -> Iterator[os.DirEntry[str]]:
        if str(path).endswith("closed"):
            raise PermissionError(13, "Permission denied", str(path))
        return opened(path)

    monkeypatch.setattr("os.scandir", scandir)
    found = files_below(tmp_path, lambda _: "")
    assert list(found.judged) == [tmp_path / "a/Dockerfile"]
    assert dict(found.left_out) == {"folders that cannot be opened": 1}


def test_links_are_not_followed(tmp_path: Path) -> None:
    """A link to a file or a folder is judged where it leads to, if that lies below."""
    below(tmp_path, ["a/Dockerfile"])
    (tmp_path / "Dockerfile").symlink_to(tmp_path / "a/Dockerfile")
    (tmp_path / "round").symlink_to(tmp_path, target_is_directory=True)
    assert list(files_below(tmp_path, lambda _: "").judged) == [tmp_path / "a/Dockerfile"]
