"""How a `docker` command line is read, and where our label goes."""

import shlex
from pathlib import Path

import pytest

from quaycrane.engine import read_command_line

LABEL = {"k": "v"}


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("run -d alpine:3 sleep 9", "run --label=k=v -d alpine:3 sleep 9"),
        ("container run x", "container run --label=k=v x"),
        ("create --name run x", "create --label=k=v --name run x"),
        ("-H unix:///x -D build .", "-H unix:///x -D build --label=k=v ."),
        ("--host=tcp://x buildx build .", "--host=tcp://x buildx build --label=k=v ."),
        ("image build -t a .", "image build --label=k=v -t a ."),
        ("volume create", "volume create --label=k=v"),
        ("network create web", "network create --label=k=v web"),
        ("commit c i", 'commit --change=\'LABEL "k"="v"\' c i'),
        ("volume ls", "volume ls"),
        ("rm run", "rm run"),
        ("exec c run", "exec c run"),
        ("compose -f a.yaml up -d", "compose -f a.yaml up -d"),
        ("compose run web", "compose run web"),
        ("--version", "--version"),
        ("", ""),
    ],
)
def test_label_goes_behind_its_subcommand(line: str, expected: str) -> None:
    """The label is added to what makes things and to nothing else; the rest stays word by word."""
    assert read_command_line(shlex.split(line)).arguments(LABEL) == shlex.split(expected)


@pytest.mark.parametrize(
    ("line", "volumes"),
    [
        ("run -v data:/d -v /host:/h --volume=more:/m:ro x", ("data", "/host", "more")),
        ("run -itv data:/d x", ("data",)),
        ("run -vdata:/d x -v no:/n", ("data",)),
        ("run -v /anonymous x", ()),
        ("run --mount type=volume,source=a,target=/a --mount type=bind,src=/b,dst=/b x", ("a",)),
        ("run --name -v x", ()),
        ("run -- x -v no:/n", ()),
        ("run -p 80:80 -e A=b:c --rm x", ()),
    ],
)
def test_volumes_are_found(line: str, volumes: tuple[str, ...]) -> None:
    """The sources of mounts are found among a container's options, and not behind its image."""
    assert read_command_line(shlex.split(line)).volumes == volumes


@pytest.mark.parametrize(
    ("line", "there"),
    [
        ("run -it x", True),
        ("run --tty x", True),
        ("run -dit x", True),
        ("run --tty=false x", False),
        ("run x -t", False),
        ("run -e -t x", False),
        ("run -ptest x", False),
    ],
)
def test_options_are_told_from_their_values(line: str, there: bool) -> None:  # noqa: FBT001
    """An option is found alone and among others in one word; the value of another is none."""
    assert read_command_line(shlex.split(line)).has("-t", "--tty") is there


@pytest.mark.parametrize(
    ("line", "folder"),
    [
        ("compose up", "."),
        ("compose -f shop/compose.yaml up", "shop"),
        ("compose --file=shop/a.yaml -f other/b.yaml up", "shop"),
        ("compose --project-directory here -f shop/a.yaml up", "here"),
        ("compose -f - up", "."),
    ],
)
def test_folder_of_a_project(line: str, folder: str) -> None:
    """A Compose project is in the folder that its first file is in, unless another is named."""
    assert read_command_line(shlex.split(line)).folder == Path(folder)
