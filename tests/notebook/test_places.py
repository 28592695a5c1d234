"""Where an answer may be written, and the writing in one step."""

from pathlib import Path

import pytest

from quaycrane.errors import InputError
from quaycrane.notebook.places import place, write


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A notebook's folder with the traps in it."""
    (tmp_path / "outside").mkdir()
    made = tmp_path / "unit"
    (made / "app").mkdir(parents=True)
    (made / "out").symlink_to(tmp_path / "outside")
    (made / "loop").symlink_to("loop")
    return made


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("", "names no file"),
        ("  ", "names no file"),
        ("./", "names no file"),
        ("/etc/Dockerfile", "not a plain path"),
        ("../Dockerfile", "not a plain path"),
        ("app/../../Dockerfile", "not a plain path"),
        ("a b", "not a plain path"),
        ("~/Dockerfile", "not a plain path"),
        ("a\\b", "not a plain path"),
        ("out/Dockerfile", "leads out"),
        ("app", "is a folder"),
        (".", "is a folder"),
        ("layers.ipynb", "is a notebook"),
        ("LAYERS.IPYNB", "is a notebook"),
        ("loop", "cannot be a file"),
        ("x" * 300, "cannot be a file"),
    ],
)
def test_bad_place_is_refused(folder: Path, name: str, what: str) -> None:
    """A name that is no file below the folder is refused, with an example of one that is."""
    with pytest.raises(InputError, match=what) as caught:
        place(name, folder)
    assert "such as answers/Dockerfile" in caught.value.fix


@pytest.mark.parametrize("name", ["Dockerfile", "./app/Dockerfile", " new/deep/p.yaml ", ".dockerignore"])
def test_plain_place_is_taken(folder: Path, name: str) -> None:
    """A plain relative path is taken, and its folders are made."""
    path = place(name, folder)
    write(path, "x")
    assert path == folder / name.strip()
    assert path.read_text() == "x"


def test_text_is_written_with_lf_in_utf8(tmp_path: Path) -> None:
    """Line ends of Windows and old Macs become LF, and nothing else changes."""
    write(tmp_path / "answer", "é\r\nb\rc\n\n")
    assert (tmp_path / "answer").read_bytes() == b"\xc3\xa9\nb\nc\n\n"


def test_reader_sees_old_or_new_never_half(tmp_path: Path) -> None:
    """Writing puts a whole new file in the old one's place, and nothing beside it."""
    path = tmp_path / "answer"
    path.write_text("old")
    with path.open() as reader:
        write(path, "new")
        assert reader.read() == "old"
    assert path.read_text() == "new"
    assert list(tmp_path.iterdir()) == [path]


def test_refused_writing_leaves_the_old_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk is told; the old answer stays and no half file lies beside it."""
    path = tmp_path / "answer"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(InputError, match="could not be written") as caught:
        write(path, "new")
    assert caught.value.why == "No space left on device"
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_broken_character_is_told(tmp_path: Path) -> None:
    """Half a character, as a broken paste leaves it, is refused with what to do."""
    with pytest.raises(InputError, match="broken character"):
        write(tmp_path / "answer", "a\ud800")
    assert list(tmp_path.iterdir()) == []


def test_file_in_the_way_of_a_folder_is_told(tmp_path: Path) -> None:
    """A file where a folder must be is told, not raised raw."""
    (tmp_path / "app").write_text("")
    with pytest.raises(InputError, match="could not be written"):
        write(tmp_path / "app" / "Dockerfile", "FROM a\n")
