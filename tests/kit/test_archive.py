"""The kit in one file: saved, checked, loaded, and never half."""

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.errors import InputError, QuaycraneError

pytestmark = pytest.mark.engine


@pytest.fixture(scope="module")
def archive(
    engine: Engine, images: dict[str, kit.KitImage], tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """An archive of the small images."""
    path = tmp_path_factory.mktemp("stick") / "kit.quaycrane"
    kit.save(engine, path, list(images))
    return path


@pytest.fixture
def empty(cut: Engine) -> Engine:
    """An engine without images."""
    for image in cut.client.images.list():
        cut.client.images.remove(str(image.id), force=True)
    return cut


def names(engine: Engine) -> set[str]:
    """Return all tags on an engine."""
    return {tag for image in engine.client.images.list() for tag in image.tags}


def damaged(archive: Path, folder: Path) -> Path:
    """Return a copy of an archive with one bit of its largest part turned over."""
    path = shutil.copy(archive, folder / "damaged.quaycrane")
    with zipfile.ZipFile(path) as files:
        largest = max(files.infolist(), key=lambda info: info.file_size)
    data = bytearray(Path(path).read_bytes())
    data[largest.header_offset + largest.file_size // 2] ^= 1
    Path(path).write_bytes(data)
    return Path(path)


def test_what_was_saved_is_what_is_loaded(engine: Engine, empty: Engine, archive: Path) -> None:
    """Images come to another engine with the same ids, and are known there as the kit's."""
    loaded = kit.load(empty, archive, on_progress=lambda _: None)
    assert set(loaded) == {"hello-world", "busybox", "alpine:3", "nginx:alpine"}
    for image in kit.chosen(*loaded):
        assert empty.client.images.get(image.reference).id == engine.client.images.get(image.reference).id
        assert kit.state(empty, image).ours


def test_archive_goes_from_one_store_to_the_other(
    engine: Engine, empty: Engine, other_store: Engine, archive: Path, tmp_path: Path
) -> None:
    """Images of one size and the same layers come to containerd's store, and back from it."""
    assert kit.load(other_store, archive, on_progress=lambda _: None)
    assert kit.load(other_store, archive, on_progress=lambda _: None) == ()
    back = tmp_path / "back.quaycrane"
    kit.save(other_store, back, ["busybox", "nginx:alpine"])
    assert kit.load(empty, back, on_progress=lambda _: None) == ("busybox", "nginx:alpine")
    assert kit.load(empty, archive, ["busybox", "nginx:alpine"]) == ()
    for name in ("busybox", "nginx:alpine"):
        sizes = [kit.size_bytes(one, name) for one in (engine, empty, other_store)]
        assert max(sizes) == pytest.approx(min(sizes), rel=0.01)  # a link's name may count as bytes


def test_loading_again_does_nothing(empty: Engine, archive: Path) -> None:
    """What is there already is left out, and images can be chosen."""
    assert kit.load(empty, archive, ["busybox"], on_progress=lambda _: None) == ("busybox",)
    assert kit.load(empty, archive, ["busybox"], on_progress=lambda _: None) == ()
    assert names(empty) == {"busybox:latest"}


def test_damaged_archive_changes_nothing(empty: Engine, archive: Path, tmp_path: Path) -> None:
    """One wrong bit is found before anything is loaded."""
    with pytest.raises(InputError, match="is damaged"):
        kit.load(empty, damaged(archive, tmp_path), on_progress=lambda _: None)
    assert names(empty) == set()


@pytest.mark.parametrize("share", [0.01, 0.5, 0.999])
def test_archive_that_is_cut_short_changes_nothing(
    empty: Engine, archive: Path, tmp_path: Path, share: float
) -> None:
    """A copy that broke off is told as such, with its size."""
    short = tmp_path / "short.quaycrane"
    short.write_bytes(archive.read_bytes()[: int(archive.stat().st_size * share)])
    with pytest.raises(InputError, match="cut short") as caught:
        kit.load(empty, short)
    assert "MB" in caught.value.why
    assert names(empty) == set()


@pytest.mark.parametrize("written", [b"", b"not an archive", b'{"form": 1}'])
def test_other_file_is_told(empty: Engine, tmp_path: Path, written: bytes) -> None:
    """What is no archive of the kit is told as such, a ZIP file of something else too."""
    path = tmp_path / "other"
    path.write_bytes(written)
    with pytest.raises(InputError, match="no archive of the kit"):
        kit.load(empty, path)
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("kit.json", written)
    with pytest.raises(InputError, match="no archive of the kit"):
        kit.load(empty, path)


def test_missing_file_and_folder_are_told(empty: Engine, tmp_path: Path) -> None:
    """A path without a file, or of a folder, is an error with a reason."""
    with pytest.raises(InputError, match="There is no file"):
        kit.load(empty, tmp_path / "none")
    with pytest.raises(InputError, match="is a folder"):
        kit.load(empty, tmp_path)


def test_other_processor_is_told(empty: Engine, archive: Path, tmp_path: Path) -> None:
    """An archive for another processor is refused, with both named."""
    with zipfile.ZipFile(archive) as files:
        contents = json.loads(files.read("kit.json"))
    path = tmp_path / "other.quaycrane"
    with zipfile.ZipFile(path, "w") as files:
        files.writestr("kit.json", json.dumps(contents | {"architecture": "s390x"}))
    with pytest.raises(InputError, match="is for s390x, and this engine is"):
        kit.load(empty, path)


def test_image_that_the_archive_lacks_is_told(empty: Engine, archive: Path) -> None:
    """Asking for an image that is not in the archive names those that are."""
    with pytest.raises(InputError, match="does not hold mysql:9") as caught:
        kit.load(empty, archive, ["mysql:9"])
    assert "busybox" in caught.value.why


def test_image_of_someone_else_is_not_replaced(empty: Engine, archive: Path) -> None:
    """A name that another image bears is refused before anything is loaded; `force` takes it."""
    kit.load(empty, archive, ["hello-world"], on_progress=lambda _: None)
    theirs = empty.client.images.get("hello-world")
    theirs.tag("busybox")
    with pytest.raises(QuaycraneError, match="images of its own under busybox"):
        kit.load(empty, archive, on_progress=lambda _: None)
    assert names(empty) == {"hello-world:latest", "busybox:latest"}
    kit.load(empty, archive, force=True, on_progress=lambda _: None)
    assert empty.client.images.get("busybox").id != theirs.id


def test_interrupted_loading_goes_on(empty: Engine, archive: Path) -> None:
    """Ctrl-C in the middle leaves whole images only, and the same call loads the rest."""
    told: list[str] = []

    def interrupt(_done: int, _total: int) -> None:
        if told and told[-1] == "loading nginx:alpine":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kit.load(empty, archive, on_progress=told.append, on_bytes=interrupt)
    assert "nginx:alpine" not in names(empty)
    assert "busybox:latest" in names(empty)
    assert kit.load(empty, archive, on_progress=told.append) == ("nginx:alpine",)
    assert empty.client.images.list(filters={"dangling": True}) == []


def test_interrupted_saving_leaves_no_file(
    engine: Engine, images: dict[str, kit.KitImage], tmp_path: Path
) -> None:
    """Ctrl-C in the middle of saving leaves nothing."""

    def interrupt(_done: int, _total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        kit.save(engine, tmp_path / "kit", list(images), on_bytes=interrupt)
    assert list(tmp_path.iterdir()) == []


def test_file_that_is_there_is_not_replaced(
    engine: Engine, images: dict[str, kit.KitImage], tmp_path: Path
) -> None:
    """Saving over a file needs `force`, and a folder that is not there is told."""
    path = tmp_path / "mine"
    path.write_text("mine")
    with pytest.raises(InputError, match="is there already"):
        kit.save(engine, path, list(images))
    assert path.read_text() == "mine"
    kit.save(engine, path, ["hello-world"], force=True)
    assert zipfile.is_zipfile(path)
    with pytest.raises(InputError, match="no folder"):
        kit.save(engine, tmp_path / "none" / "kit", list(images))


def test_full_stick_is_told_beforehand(
    engine: Engine, images: dict[str, kit.KitImage], tmp_path: Path
) -> None:
    """A disk without room is found out before anything is written, with both figures."""
    mount = ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(tmp_path)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("needs the right to mount a small disk")
    try:
        with pytest.raises(QuaycraneError, match=r"needs 0\.01 GB, and 0\.00 GB are free") as caught:
            kit.save(engine, tmp_path / "kit", list(images))
        assert str(tmp_path) in caught.value.what
        assert "docker" not in caught.value.fix
        assert list(tmp_path.iterdir()) == []
    finally:
        subprocess.run(["umount", str(tmp_path)], check=True)


def test_image_that_is_not_there_cannot_be_saved(cut: Engine, empty: Engine, tmp_path: Path) -> None:
    """Saving names the images that are missing, and the command that gets them."""
    assert cut is empty
    with pytest.raises(QuaycraneError, match="busybox") as caught:
        kit.save(empty, tmp_path / "kit", ["busybox"])
    assert caught.value.fix.endswith("quaycrane kit fetch busybox")
