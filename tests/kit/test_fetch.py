"""Fetching: from recipes with the network cut, resumed, and never over what is not ours."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.errors import QuaycraneError
from quaycrane.kit.materials import gather, store
from quaycrane.kit.materials.tools import filling
from quaycrane.kit.provenance import RECIPE_LABEL, STAND_IN_LABEL

pytestmark = pytest.mark.engine

BUSYBOX = "busybox"


@pytest.fixture
def offline(engine: Engine, cut: Engine, images: dict[str, kit.KitImage]) -> Engine:
    """An empty engine that is cut off, on a machine that has gathered what small images are made of."""
    if any(not kit.provenance(engine, name).stand_ins for name in images):
        pytest.skip("a registry gave published images: nothing was gathered")
    for image in cut.client.images.list():
        cut.client.images.remove(str(image.id), force=True)
    return cut


@pytest.fixture
def own_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A store of materials of the test's own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    yield store()
    assert not [path.name for path in tmp_path.rglob(".*") if path.is_dir()], "half a material was left"


def make(engine: Engine, *names: str, force: bool = False) -> None:
    """Make stand-ins, with nobody asked."""
    kit.ensure(engine, names, lambda _: None, offline=True, force=force)


def test_recipes_need_no_network(offline: Engine, images: dict[str, kit.KitImage]) -> None:
    """What was gathered makes the images on an engine from which nothing can be reached."""
    counted: list[tuple[int, int]] = []
    kit.ensure(
        offline, list(images), lambda _: None, offline=True, on_bytes=lambda *count: counted.append(count)
    )
    assert kit.missing(offline, list(images)) == ()
    assert counted[-1][0] == counted[-1][1] == sum(image.size_bytes for image in images.values())


def test_offline_without_materials_is_told(offline: Engine, own_store: Path) -> None:
    """Offline, on a machine that has gathered nothing, the error says what to do once."""
    with pytest.raises(QuaycraneError, match="does not have what 1 parts") as caught:
        make(offline, BUSYBOX)
    assert "quaycrane kit fetch" in caught.value.fix
    assert not own_store.exists()
    assert offline.client.images.list() == []


def test_older_recipe_is_replaced(offline: Engine) -> None:
    """A stand-in of an older recipe is made anew, and the old one is gone."""
    labels = {STAND_IN_LABEL: BUSYBOX, RECIPE_LABEL: "older"}
    old = offline.build(
        Path(__file__).parent, dockerfile="FROM scratch\nCOPY *.py /\n", tag=BUSYBOX, labels=labels
    )
    assert kit.state(offline, kit.chosen(BUSYBOX)[0]) is kit.State.OLD
    make(offline, BUSYBOX)
    assert kit.state(offline, kit.chosen(BUSYBOX)[0]) is kit.State.STAND_IN
    assert old.image_id not in {image.id for image in offline.client.images.list(all=True)}


def test_image_of_someone_else_is_used_as_it_is(offline: Engine) -> None:
    """A tag that is not ours stays where it points, unless `force` asks for ours."""
    make(offline, "hello-world")
    theirs = offline.client.images.get("hello-world")
    theirs.tag(BUSYBOX)
    make(offline, BUSYBOX)
    assert kit.state(offline, kit.chosen(BUSYBOX)[0]) is kit.State.YOURS
    assert offline.client.images.get(BUSYBOX).id == theirs.id
    make(offline, BUSYBOX, force=True)
    assert offline.client.images.get(BUSYBOX).id != theirs.id
    assert offline.client.images.get("hello-world").id == theirs.id


def test_full_disk_is_told_beforehand(offline: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Fetching what has no room says how much is needed and how much is free, and begins nothing."""
    usage = shutil.disk_usage("/")
    monkeypatch.setattr(shutil, "disk_usage", lambda _: usage._replace(free=1_000_000))
    with pytest.raises(QuaycraneError, match=r"needs 0\.46 GB, and 0\.00 GB are free"):
        make(offline, "mysql:9")


def test_interrupted_gathering_goes_on(own_store: Path, engine: Engine) -> None:
    """Ctrl-C while packages are gathered leaves nothing half, and the same call finishes."""
    if not shutil.which("apt-get"):
        pytest.skip("packages are gathered with apt")
    assert engine.client
    place = str(own_store / "tree/trixie/busybox-static")

    def interrupt(_: str) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        gather([place], interrupt)
    assert not Path(place).exists()
    gather([place], lambda _: None)
    assert (Path(place) / "usr/bin/busybox").exists()


def test_interrupted_making_goes_on(offline: Engine) -> None:
    """Ctrl-C while images are made leaves whole images only, and the same call makes the rest."""

    def interrupt(told: str) -> None:
        if told.startswith("making [busybox"):
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kit.ensure(offline, ["busybox", "alpine:3"], interrupt, offline=True)
    assert offline.client.images.list(filters={"dangling": True}) == []
    make(offline, "busybox", "alpine:3")
    assert kit.missing(offline, ["busybox", "alpine:3"]) == ()


def test_engine_with_another_processor_is_told(offline: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins are not made for an engine that could not run them."""
    monkeypatch.setattr("platform.machine", lambda: "s390x")
    with pytest.raises(QuaycraneError, match="for s390x, and the engine is"):
        make(offline, BUSYBOX)


def test_half_material_of_a_killed_process_goes_away(tmp_path: Path) -> None:
    """What a killed process left of a material is removed when the material is gathered again."""
    done = subprocess.run(["sh", "-c", "echo $$"], capture_output=True, text=True, check=True)
    left = tmp_path / f".node.{done.stdout.strip()}"
    left.mkdir()
    with filling(tmp_path / "node") as part:
        (part / "file").touch()
    assert [path.name for path in tmp_path.iterdir()] == ["node"]


def test_failed_client_is_told_with_its_words(own_store: Path) -> None:
    """A package that the archive does not have is told in apt's own words."""
    if not shutil.which("apt-get"):
        pytest.skip("packages are gathered with apt")
    with pytest.raises(QuaycraneError, match="apt-get could not get") as caught:
        gather([str(own_store / "tree/trixie/no-such-package")], lambda _: None)
    assert "no-such-package" in caught.value.why


def test_same_packages_make_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A root file system that is made twice is the same, bit by bit."""
    if os.geteuid() or not shutil.which("mmdebstrap"):
        pytest.skip("needs root and mmdebstrap")
    digests = []
    for number in ("first", "second"):
        monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / number))
        gather([str(store() / "rootfs/trixie")], lambda _: None)
        made = store() / "rootfs/trixie/rootfs.tar"
        digests.append(
            subprocess.run(["sha256sum"], stdin=made.open("rb"), capture_output=True, check=True).stdout
        )
        shutil.rmtree(store())
    assert digests[0] == digests[1]


def test_removing_leaves_what_is_not_ours(offline: Engine) -> None:
    """`kit remove` takes what the kit brought, and tells why the rest stays."""
    make(offline, BUSYBOX, "hello-world", "alpine:3")
    offline.client.images.get("hello-world").tag("nginx:alpine")
    with offline.running("alpine:3", ["sleep", "60"]):
        done = kit.remove(offline, ["busybox", "alpine:3", "nginx:alpine", "mysql:9"])
    assert done.removed == ("busybox",)
    assert set(done.kept) == {"alpine:3", "nginx:alpine"}
    assert "did not bring" in done.kept["nginx:alpine"]
    assert kit.remove(offline, ["alpine:3"]).removed == ("alpine:3",)
