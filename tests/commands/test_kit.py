"""The `quaycrane kit` command: what it prints and leaves."""

from pathlib import Path

import pytest

from quaycrane import cli, kit
from quaycrane.engine import Engine

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]


def test_list_tells_of_each_image(capsys: pytest.CaptureFixture[str]) -> None:
    """`kit list` has a line for each image with its state and size, and one of what it is made of."""
    assert cli.main(["kit", "list"]) == 0
    printed = " ".join(capsys.readouterr().out.split())
    for image in kit.catalogue():
        assert f"{image.reference} " in printed
    assert "MB" in printed


def test_verify_tells_what_each_image_did(engine: Engine, capsys: pytest.CaptureFixture[str]) -> None:
    """`kit verify` prints what it saw, and ends with 0 when all is well."""
    kit.ensure(engine, ["busybox", "alpine:3"])
    assert cli.main(["kit", "verify", "busybox", "alpine:3"]) == 0
    printed = capsys.readouterr().out
    assert "BusyBox v1" in printed
    assert printed.count("✓") == 3


def test_verify_fails_for_what_is_not_there(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit verify` names the command that gets a missing image, and ends with 1."""
    monkeypatch.setattr(kit, "state", lambda *_: kit.State.ABSENT)
    assert cli.main(["kit", "verify", "busybox"]) == 1
    assert "kit fetch busybox" in capsys.readouterr().out


def test_save_and_load_tell_what_they_did(
    engine: Engine, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`kit save` names its file and size; `kit load` says when there is nothing to do."""
    kit.ensure(engine, ["busybox"])
    assert cli.main(["kit", "save", str(tmp_path / "stick"), "busybox"]) == 0
    assert cli.main(["kit", "load", str(tmp_path / "stick")]) == 0
    printed = capsys.readouterr().out
    assert "1 images" in printed
    assert "there already" in printed


def test_unknown_image_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    """An image that the catalogue does not have ends in 1 and the way to see what there is."""
    assert cli.main(["kit", "fetch", "node:99"]) == 1
    assert "quaycrane kit list" in capsys.readouterr().out
