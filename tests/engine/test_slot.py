"""A slot is an engine of its own: apart, limited, and the kit and nothing else after every reset."""

import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from quaycrane.engine import Engine, Slot, SlotKit, SlotLimits, slot_kit, wait_until
from quaycrane.engine.slot import kit_room
from quaycrane.errors import BuildError, QuaycraneError
from quaycrane.kit import ensure_slot

pytestmark = pytest.mark.engine

LIMITS = SlotLimits(memory_bytes=400_000_000, processes=200, disk_bytes=1_000_000_000)


@pytest.fixture(scope="module")
def kit(engine: Engine) -> SlotKit:
    """The images of unit 03, prepared for slots."""
    return slot_kit(engine, ensure_slot(engine).reference, ["alpine:3", "node:24-alpine"])


@pytest.fixture(scope="module")
def slot(engine: Engine, kit: SlotKit) -> Iterator[Slot]:
    """A slot that the tests share."""
    made = Slot(engine, kit, LIMITS)
    yield made
    made.close()


def folder(tmp_path: Path, dockerfile: str) -> Path:
    """Return a build context."""
    (tmp_path / "Dockerfile").write_text(dockerfile)
    return tmp_path


def test_it_holds_the_kit_and_is_ready_again_after_use(slot: Slot, tmp_path: Path) -> None:
    """Containers, volumes, networks, images, foreign tags and the build cache are gone after a reset."""
    client = slot.engine.client
    kept = {tag for image in client.images.list() for tag in image.tags}
    assert kept == {"alpine:3", "node:24-alpine"}
    slot.engine.build(folder(tmp_path, "FROM alpine:3\nRUN --mount=type=cache,target=/c echo a > /c/a\n"))
    client.images.get("alpine:3").tag("node:24-alpine")
    client.images.get("alpine:3").tag("mine:1")
    client.volumes.create("kept")
    client.networks.create("kept")
    client.containers.run("alpine:3", ["sleep", "1000"], detach=True, volumes=["other:/x"])
    assert slot.reset()
    assert {tag for image in client.images.list() for tag in image.tags} == kept
    assert client.images.get("node:24-alpine").id != client.images.get("alpine:3").id
    with pytest.raises(BuildError):
        slot.engine.build(folder(tmp_path, "FROM alpine:3\nRUN --mount=type=cache,target=/c test -e /c/a\n"))


def test_it_reaches_nothing_and_is_root_nowhere(slot: Slot, tmp_path: Path) -> None:
    """A build sees no network but its loopback, and its root is nobody of the slot's."""
    told = (
        "FROM alpine:3\n"
        "RUN set -e; ! grep -q '^ *0 *0 ' /proc/self/uid_map; ! wget -T 3 -q http://10.0.0.1/\n"
    )
    slot.engine.build(folder(tmp_path, told))
    for risky in ("--network=host", "--security=insecure"):
        with pytest.raises(BuildError, match="did not build"):
            slot.engine.build(folder(tmp_path, f"FROM alpine:3\nRUN {risky} id\n"))


def test_bombs_are_held_and_named(engine: Engine, kit: SlotKit, tmp_path: Path) -> None:
    """Memory, processes and disk run out for what students start, not for the daemon."""
    bombs = {
        "RUN tail /dev/zero": "memory",
        "RUN f() { f | f & }; f; f; f; sleep 2; false": "processes",
        "RUN dd if=/dev/zero of=/bomb bs=1M count=2000": "",
    }
    for line, short in bombs.items():
        made = Slot(engine, kit, LIMITS)
        try:
            with pytest.raises(QuaycraneError) as caught:
                made.engine.build(folder(tmp_path, f"FROM alpine:3\n{line}\n"), timeout_seconds=60)
            assert made.answers()
            assert short in made.ran_out_of()
            assert short or "disk is full" in str(caught.value)
        finally:
            made.close()


def test_a_containers_own_limit_is_no_bomb(slot: Slot) -> None:
    """A container that meets the limits that it was given itself took nothing from the slot."""
    greedy = "for i in 1 2 3 4 5 6 7 8 9; do sleep 1 & done; tail /dev/zero"
    with slot.engine.running("alpine:3", ["sh", "-c", greedy], mem_limit="20m", pids_limit=5) as running:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=60, what="it met a limit")
        assert running.exit_code
    with slot.engine.running("alpine:3", ["tail", "/dev/zero"], mem_limit="20m") as running:
        wait_until(lambda: running.exit_code is not None, timeout_seconds=60, what="it met the other")
        assert running.exit_code == 137
    assert not slot.ran_out_of()


def test_a_published_port_answers_here(slot: Slot) -> None:
    """Where a port of a container in a slot answers is asked of the engine, as anywhere."""
    serve = ["sh", "-c", "mkdir /w; echo hello > /w/index.html; exec httpd -f -p 8000 -h /w"]
    with slot.engine.running("alpine:3", serve, ports=[8000]) as running:

        def page() -> str:
            try:
                with urllib.request.urlopen(f"http://{running.address(8000)}/", timeout=5) as answer:
                    return str(answer.read().decode())
            except OSError:
                return ""

        assert wait_until(page, timeout_seconds=20, what="the page comes") == "hello\n"


def test_more_than_eight_run_side_by_side(engine: Engine, kit: SlotKit) -> None:
    """A container is given the loop devices of its host, often eight; a slot beyond them finds its own."""
    with ExitStack() as opened:
        for _ in range(10):
            slot = Slot(engine, kit, LIMITS)
            opened.callback(slot.close)
            assert slot.answers()


def test_the_kits_of_two_units_live_side_by_side(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Units graded by turns are prepared once each; beyond what may be kept, the oldest goes first."""
    image, made = ensure_slot(engine).reference, list[str]()
    sets = [["alpine:3"], ["busybox:latest"], ["hello-world:latest"]]
    try:
        kits = [slot_kit(engine, image, one, made.append) for one in sets[:2]]
        prepared = len(made)  # another test may have left one of them
        assert [slot_kit(engine, image, one, made.append) for one in sets[:2]] == kits
        assert len(made) == prepared
        monkeypatch.setattr(kit_room, "KEPT_BYTES", 1)
        slot_kit(engine, image, sets[2], made.append)
        names = {volume.name for volume in engine.client.volumes.list()}
        assert not names & {kit.volume for kit in kits}
    finally:
        monkeypatch.undo()
        for one in sets:
            _remove_kit(engine, slot_kit(engine, image, one))


def _remove_kit(engine: Engine, kit: SlotKit) -> None:
    engine.client.containers.get(kit.volume).remove(force=True)
    engine.client.volumes.get(kit.volume).remove(force=True)
