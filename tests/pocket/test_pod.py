"""In a pod without rights a session has a real engine."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from tests.pocket.pod import HOME, IMAGE, Pod, pod, settle

LOOK, BREAK = (Path(__file__).with_name(name) for name in ("look_around.py", "break_off.py"))
MOST_BYTES = 1_200_000_000


@pytest.fixture(scope="module")
def session(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Pod]:
    """A pod that `binder/postBuild` has prepared, with one small image."""
    folder = tmp_path_factory.mktemp("kit")
    folder.chmod(0o755)
    kit.ensure(engine, [IMAGE, "alpine:3"], lambda _: None)
    with pod(engine, folder) as running:
        kit.save(engine, folder / "kit", ["alpine:3"])
        (folder / "kit").chmod(0o644)
        prepared = settle(running)
        said = prepared.run(
            "./binder/postBuild", QUAYCRANE_KIT=str(folder / "kit"), QUAYCRANE_POCKET_IMAGES="alpine:3"
        )
        assert "Built with alpine:3" in said.replace("\n", " "), said
        yield prepared


@pytest.mark.sampled(7)
@pytest.mark.timeout(1500)
def test_a_session_has_a_real_engine(session: Pod) -> None:
    """It runs, mounts and publishes as any engine, is within its memory, and goes in order."""
    seen: dict[str, Any] = json.loads(session.run(f"binder/start python {LOOK}").splitlines()[-1])
    assert seen["kind"] == "pocket", seen
    assert "in an emulated machine, about" in seen["described"]
    assert "starting the pocket engine" in seen["told"][0]
    assert (seen["echo"], seen["page"], seen["chosen"]) == ("hi\n", "from home", "from home")
    assert "address already in use" in seen["taken"]
    assert seen["swap"] == "0\n"
    assert (seen["host"], seen["second"]) == ("out\n", True)
    assert seen["peak_bytes"] < MOST_BYTES
    assert (seen["stopped"], seen["left"]) == (True, None)


@pytest.mark.sampled(7)
@pytest.mark.timeout(1500)
def test_a_session_goes_on_without_one(session: Pod) -> None:
    """Switched off, or without memory for it, the next rung is taken, and says why."""
    asked = "from quaycrane.engine import connect; e = connect(); print(e.kind, *e.tried)"
    assert session.run(f"binder/start python -c '{asked}'", QUAYCRANE_NO_POCKET="1").startswith("none")
    little = f"from quaycrane.pocket import room; room.GUEST_MB = 9000; {asked}"
    told = session.run(f"cd {HOME}; python -c '{little}'")
    assert told.startswith("none")
    assert "MB of memory" in told


@pytest.mark.sampled(7)
@pytest.mark.timeout(1500)
def test_whatever_ends_in_the_middle_begins_anew(session: Pod) -> None:
    """Two notebooks share one; killed alone, or with all that runs in the pod, it starts again."""
    seen: dict[str, Any] = json.loads(session.run(f"python {BREAK}").splitlines()[-1])
    first, second = seen["both"]
    assert first == second == ["pocket", first[1], "hi"]
    assert seen["told"].startswith("The engine stopped answering")
    assert "nothing you wrote is lost" in seen["told"]
    assert (seen["kind"], seen["again"], seen["kept"]) == ("pocket", "hi\n", "mine")
    session.container.exec_run(["bash", "-c", "kill -9 -1"])
    assert "Runs" not in session.run("quaycrane pocket status")
    assert "in an emulated machine" in session.run("quaycrane pocket start")
    assert session.run(f"cat {HOME}/kept; quaycrane pocket stop") == "mineStopped.\n"
