"""A socket that may not be used is told with its cause and the way to the right."""

import grp
import os
import pwd
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from quaycrane.commands.doctor_engine import engine_lines
from quaycrane.engine import Daemon, Kind, connect
from quaycrane.engine.trouble.permission import may_be_there, no_permission
from quaycrane.notebook import Banner

NOBODY = 65534
GROUP = grp.struct_group(("docker", "x", 999, []))

pytestmark = pytest.mark.skipif(os.geteuid() != 0, reason="only root can be someone else for a while")


@contextmanager
def as_nobody() -> Iterator[None]:
    """Act without any right of our own while the block lasts."""
    groups = os.getgroups()
    os.setgroups([])
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)
        os.setgroups(groups)


@pytest.fixture
def refused(tmp_path: Path) -> Iterator[Path]:
    """The socket of an engine that only its owner may use."""
    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(0o755)
    path = tmp_path / "docker.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        listener.bind(str(path))
        listener.listen()
        path.chmod(0o660)
        yield path


def test_refused_socket_is_told(refused: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Connecting, the banner and the doctor name the permission and the command, not that none answers."""
    os.chown(refused, 0, 999)
    monkeypatch.setattr(grp, "getgrgid", lambda _: GROUP)
    monkeypatch.setattr(
        "quaycrane.engine.connection.candidates._usual_sockets", lambda: (("the default socket", refused),)
    )
    monkeypatch.setattr("quaycrane.engine.ladder.Daemon", lambda: Daemon(Path("/nowhere"), Path("/nowhere")))
    monkeypatch.setenv("HOME", str(refused.parent))
    monkeypatch.delenv("DOCKER_HOST", raising=False)
    with as_nobody():
        found = connect(start=False)
        (line,) = engine_lines(found)
    assert found.kind is Kind.NONE
    told = " ".join(found.tried)
    assert "permission denied: it is for root and the group `docker`, and nobody is not in that" in told
    assert "`sudo usermod -aG docker nobody`" in told
    assert (line.state, line.mend) == ("missing", "sudo usermod -aG docker nobody, then log out and in again")
    banner = Banner("", "none", tried=found.tried)
    assert "usermod -aG docker nobody" in repr(banner)
    assert "usermod -aG docker nobody</code>" in banner._repr_html_()


def test_member_of_the_group_must_log_in_anew(refused: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who was put into the group after the session began is told so."""
    os.chown(refused, 0, 999)
    member = grp.struct_group(("docker", "x", 999, [pwd.getpwuid(NOBODY).pw_name]))
    monkeypatch.setattr(grp, "getgrgid", lambda _: member)
    with as_nobody():
        told = no_permission(refused)
    assert "this session is older" in told
    assert "`newgrp docker`" in told


def test_socket_of_root_alone_is_told(refused: Path) -> None:
    """A socket without a group, and one in a folder that cannot be looked into, are root's."""
    with as_nobody():
        assert "for root alone, and you are nobody" in no_permission(refused)
    refused.parent.chmod(0o700)
    with as_nobody():
        assert may_be_there(refused)
        assert "may not look into" in no_permission(refused)
    assert not may_be_there(refused.parent / "absent")
