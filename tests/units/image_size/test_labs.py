"""What the unit's labs find out on a real engine."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError, QuaycraneError
from quaycrane.kit import project_root
from quaycrane.units.image_size import labs
from tests.units.image_size import results

pytestmark = pytest.mark.engine

WASTE = """\
FROM alpine:3
RUN dd if=/dev/zero of=/data bs=1000000 count=2
RUN chown 1000 /data && echo 4711 > /note
RUN rm /data /note
"""
STEPS = {
    "0-as-it-came": "FROM alpine:3\nCOPY . /app\nRUN chown -R 1000 /app\n",
    "1-ignore-file": "FROM alpine:3\nCOPY . /app\nRUN chown -R 1000 /app\n",
    "2-owner-at-once": "FROM alpine:3\nCOPY --chown=1000 . /app\n",
}


@pytest.fixture
def shelf(engine: Engine) -> Iterator[labs.Registry]:
    """A registry, removed at the end."""
    shelf = labs.Registry(engine)
    yield shelf
    shelf.close()


@pytest.fixture
def waste(engine: Engine, tmp_path: Path) -> str:
    """An image that writes, changes and removes files, each in a layer of its own."""
    return engine.build(tmp_path, dockerfile=WASTE).image_id


def test_an_image_is_the_sum_of_its_layers_without_the_courses_packages(engine: Engine) -> None:
    """The layer that a stand-in keeps for npm is told apart; all else is the image's size."""
    found = labs.size(engine, "node", "node:24-alpine")
    whole = sum(layer.size_bytes for layer in engine.layers("node:24-alpine"))
    assert found.size_bytes + found.cache_bytes == whole
    assert 0 < found.cache_bytes < found.size_bytes
    assert labs.size(engine, "alpine", "alpine:3").cache_bytes == 0


def test_a_registry_stores_a_layer_once(engine: Engine, shelf: labs.Registry) -> None:
    """S02: what travels is less than what lies here; of the second image only its own layers are stored."""
    bases = labs.bases(engine, shelf, ["alpine:3", "nginx:alpine"])
    alpine, nginx = bases.bases
    assert alpine.compressed_bytes < alpine.size_bytes
    assert alpine.stored_bytes >= alpine.compressed_bytes
    assert nginx.stored_bytes < nginx.compressed_bytes
    assert "because a layer that it has is not stored again" in bases.sentence
    assert not [tag for image in engine.client.images.list() for tag in image.tags if shelf.address in tag]


def test_a_registry_without_the_image_says_so(shelf: labs.Registry) -> None:
    """Asked for what nobody pushed, the lab tells what to do."""
    with pytest.raises(QuaycraneError) as caught:
        shelf.layer_bytes("nothing")
    assert caught.value.fix == "Push it first"


def test_pulls_are_repeated_and_leave_nothing(engine: Engine, shelf: labs.Registry) -> None:
    """S01: each image is pulled so many times each way, and the engine's own base stays as it was."""
    before = {image.id for image in engine.client.images.list(all=True)}
    pulls = labs.pulls(engine, shelf, ["nginx:alpine", "alpine:3"], rounds=2)
    assert [one.base for one in pulls.pulls] == ["alpine:3", "nginx:alpine"]
    assert all(len(one.cold_seconds) == len(one.warm_seconds) == 2 for one in pulls.pulls)
    assert pulls.pulls[0].compressed_bytes > 5_000_000
    assert {image.id for image in engine.client.images.list(all=True)} <= before


def test_each_technique_is_built_and_weighed(engine: Engine, tmp_path: Path) -> None:
    """S03: the ignore file takes the recording away as often as it was stored; each image is there."""
    application = tmp_path / "application"
    application.mkdir()
    (application / "package.json").write_text("{}")
    for name, text in STEPS.items():
        (tmp_path / f"{name}.Dockerfile").write_text(text)
    (tmp_path / "ignored.txt").write_text("*.mp4\n")
    with labs.WorkingFolder(engine, application) as folder:
        found = labs.savings(engine, folder, tmp_path)
    assert list(found.saved_bytes) == ["ignore file", "owner at once"]
    assert found.largest == "ignore file"
    assert found.saved_bytes["ignore file"] == pytest.approx(2 * 25_000_000, abs=100)
    assert engine.client.images.get(found.image("owner at once")).id == found.image("owner at once")


def test_a_folder_without_dockerfiles_is_told(engine: Engine, tmp_path: Path) -> None:
    """Run in another folder, the lab says what is missing."""
    (tmp_path / "package.json").write_text("{}")
    with labs.WorkingFolder(engine, tmp_path) as folder, pytest.raises(InputError) as caught:
        labs.savings(engine, folder, tmp_path)
    assert "There are no Dockerfiles" in caught.value.what


def test_a_layer_map_tells_what_no_container_sees(engine: Engine, waste: str) -> None:
    """S05: changed and removed files are stored, and not seen; a removal frees nothing."""
    found = labs.layer_map(engine, waste)
    *_, written, changed, removed = found.layers
    assert (written.bytes_of("added"), written.wasted_bytes) == (2_000_000, 2_000_000)
    assert (changed.bytes_of("replaced"), changed.bytes_of("added")) == (2_000_000, 5)
    assert removed.size_bytes == 0
    assert removed.bytes_of("deleted") == 2_000_005
    assert found.wasted_bytes == 4_000_005
    deeds = [(one.deed, one.in_a_container) for one in found.touched("/data")]
    assert deeds == [("added", "not there"), ("replaced", "not there"), ("deleted", "not there")]
    assert found.size_bytes - found.wasted_bytes == labs.size(engine, "", "alpine:3").size_bytes


def test_a_deleted_file_is_read_out_of_an_archive(engine: Engine, waste: str, tmp_path: Path) -> None:
    """S05: the file is in its layer, with its text, and the mark of its deletion in a later one."""
    archive = tmp_path / "image.tar"
    archive.write_bytes(b"".join(engine.client.images.get(waste).save()))
    note, mark = labs.found_in(archive, "note")
    assert (note.path, note.text, note.layer) == ("/note", "4711", note.of - 1)
    assert (mark.path, mark.text, mark.layer) == ("/.wh.note", "", mark.of)


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    """A file of another kind gives a sentence, and so does one that is not there."""
    (tmp_path / "text").write_text("text")
    for name in ("text", "none"):
        with pytest.raises(InputError) as caught:
            labs.found_in(tmp_path / name, "note")
        assert "is no archive of an image" in caught.value.what


def test_the_notes_figures_stand_beside_the_engines() -> None:
    """S06: each of the three ways has both, and a word on how they compare."""
    ways = labs.beside_notes(results.savings())
    assert [one.the_notes_say for one in ways] == ["about 900 MB", "about 150 MB", "80 to 120 MB"]
    assert [one.verdict for one in ways] == ["0.8 of the figure", "as they say", "1.2 times the figure"]


def test_the_course_ships_what_the_lab_builds() -> None:
    """Each technique of the unit has its Dockerfile, the first with none of them."""
    steps = sorted(path.name for path in (project_root() / "source/08-image-size/steps").glob("*.Dockerfile"))
    assert [name[0] for name in steps] == [f"{number}" for number in range(9)]
