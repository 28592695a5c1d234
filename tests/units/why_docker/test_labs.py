"""What the unit's labs find out on a real engine."""

import io
import os
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.engine.compose.projects import PROJECT_LABEL, project_name
from quaycrane.errors import QuaycraneError
from quaycrane.kit import project_root
from quaycrane.units.why_docker.labs import (
    BOX,
    BOX_ABROAD,
    EMPTY,
    HOST,
    PACKED,
    PHASES,
    WARM,
    Surroundings,
    first_page,
    hyphen,
    open_box,
    seen,
    surroundings,
)

UNIT = project_root() / "source" / "01-why-docker"


def built(engine: Engine) -> str:
    """Return the image of the program that tells what it sees."""
    folder = UNIT / "surroundings"
    return engine.build(folder, dockerfile=(folder / "tell.Dockerfile").read_text()).image_id


@pytest.fixture(scope="module")
def around(engine: Engine) -> Iterator[Surroundings]:
    """What the program saw, on this machine and in containers."""
    folder = UNIT / "surroundings"
    yield surroundings(engine, built(engine), folder)
    engine.sweep_own()


@pytest.mark.engine
def test_the_machines_settings_stay_outside(around: Surroundings) -> None:
    """W01: with the machine set otherwise the container sees the same, and the machine's program does not."""
    assert around.seen[BOX] == around.seen[BOX_ABROAD]
    assert around.changed == "nothing"
    assert "JST" not in around.told


@pytest.mark.engine
def test_what_is_not_packed_is_the_machines(around: Surroundings, engine: Engine) -> None:
    """The kernel is the engine's, and the clock is right to the second."""
    assert around.seen[BOX]["kernel"] == engine.client.info()["KernelVersion"]
    assert around.seen[BOX]["clock"] == "ours"
    assert all(around.seen[BOX][fact] for fact in PACKED)


@pytest.mark.engine
def test_a_machine_without_python_is_said_to_have_none(engine: Engine) -> None:
    """Where there is no Python, nothing runs outside, and the result says so; settings come back."""
    before = dict(os.environ)
    result = surroundings(engine, built(engine), UNIT / "surroundings", python="")
    assert HOST not in result.seen
    assert "no python3" in result.told
    assert dict(os.environ) == before


@pytest.mark.engine
def test_one_command_serves_the_page(engine: Engine) -> None:
    """W07: from empty and from warm every phase is timed; from empty the build ran; nothing is left."""
    told: list[str] = []
    result = first_page(engine, UNIT / "page", on_progress=told.append)
    assert told == ["docker compose up -d, empty", "docker compose up -d, warm"]
    assert all(set(result.seconds[state]) == set(PHASES) for state in (EMPTY, WARM))
    assert result.seconds[EMPTY]["build"] > 0
    own: dict[str, str | list[str] | bool] = {"label": f"{PROJECT_LABEL}={project_name(Path('app'))}"}
    assert not engine.client.containers.list(all=True, filters=own)
    assert not engine.client.images.list(filters=own)


@pytest.mark.engine
def test_a_limit_is_set_and_not_seen(engine: Engine) -> None:
    """The limit is read from the control group, of either version; what the program sees is the machine."""
    looked = seen(engine, "alpine:3", "CET-1CEST", 0.5, 64)
    assert (looked.cpu_limit, looked.memory_limit_mib, looked.library) == (0.5, 64, "musl")
    assert looked.memory_mib > 64
    assert "CE" in looked.time
    free = seen(engine, "debian:bookworm-slim")
    assert (free.cpu_limit, free.memory_limit_mib, free.library) == (None, None, "glibc")


@pytest.mark.engine
def test_an_image_is_a_manifest_a_configuration_and_layers(engine: Engine) -> None:
    """W06: the archive of an image holds OCI documents, files, a command to start, and no kernel."""
    saved = b"".join(engine.client.images.get("alpine:3").save())
    with tarfile.open(fileobj=io.BytesIO(saved)) as archive:
        box = open_box(archive)
    assert box.manifest["schemaVersion"] == 2
    assert len(box.manifest["layers"]) == len(box.config["rootfs"]["diff_ids"])
    assert box.contents == ["files, in layers", "how to start it"]


def test_an_archive_without_documents_is_refused(tmp_path: Path) -> None:
    """What is no OCI archive is told in a sentence."""
    with tarfile.open(tmp_path / "a.tar", "w"):
        pass
    with (
        tarfile.open(tmp_path / "a.tar") as archive,
        pytest.raises(QuaycraneError, match="no OCI documents"),
    ):
        open_box(archive)


def test_the_old_command_is_told_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Not there, version 1, or today's under the old name: the sentence says which."""
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "command not found" in hyphen()
    program = tmp_path / "docker-compose"
    for version, words in (("1.29.2", "the old program"), ("v2.40.3", "today's Compose")):
        program.write_text(f"#!/bin/sh\necho {version}\n")
        program.chmod(0o755)
        assert words in hyphen()
