"""The parts of the pocket engine that can be looked at without starting one."""

import lzma
import socket
import stat
from pathlib import Path

import pytest

from quaycrane.engine import ladder
from quaycrane.errors import NoEngineError, QuaycraneError
from quaycrane.pocket import HOME_VARIABLE, OFF_VARIABLE, Place, Pocket, machine, room, times_slower, tools
from quaycrane.pocket.forward import answer
from quaycrane.pocket.initrd import write_initrd
from quaycrane.pocket.modules import pick
from quaycrane.pocket.packages import Archive
from quaycrane.pocket.speed import LABEL


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Place:
    """A folder for a pocket engine, where none was built."""
    monkeypatch.setenv(HOME_VARIABLE, str(tmp_path / "pocket"))
    monkeypatch.delenv(OFF_VARIABLE, raising=False)
    return Place()


def entries(archive: bytes) -> list[tuple[str, str, bytes]]:
    """Return name, mode and content of what a cpio archive of the form `newc` holds."""
    found, at = [], 0
    while at < len(archive):
        assert archive[at : at + 6] == b"070701"
        numbers = [int(archive[at + 6 + 8 * place : at + 14 + 8 * place], 16) for place in range(13)]
        begins = at + 110 + numbers[11]
        name, begins = archive[at + 110 : begins - 1].decode(), begins + -begins % 4
        at = begins + numbers[6] + -(begins + numbers[6]) % 4
        found.append((name, stat.filemode(numbers[1]), archive[begins : begins + numbers[6]]))
    return found


def test_the_first_file_system_is_an_archive_that_the_kernel_reads(tmp_path: Path) -> None:
    """It holds the files, the folders that they lie in and a console, and ends as the form wants it."""
    write_initrd(tmp_path / "initrd", {"init": b"#!/bin/sh\n", "modules/order": b"ext4\n"})
    *found, end = entries((tmp_path / "initrd").read_bytes())
    assert found == [
        ("dev", "drwxr-xr-x", b""),
        ("modules", "drwxr-xr-x", b""),
        ("dev/console", "crw-------", b""),
        ("init", "-rwxr-xr-x", b"#!/bin/sh\n"),
        ("modules/order", "-rwxr-xr-x", b"ext4\n"),
    ]
    assert end[0] == "TRAILER!!!"


def test_modules_come_after_those_that_they_need(tmp_path: Path) -> None:
    """Each comes once, uncompressed, without its signature."""
    signature = b"key" + bytes(8) + (3).to_bytes(4, "big") + b"~Module signature appended~\n"
    texts = {"a-b": b"\0depends=c,d\0", "c": b"\0depends=d\0\0.BTF\0", "d": b"\0depends=\0" + signature}
    for name, text in texts.items():
        path = tmp_path / "kernel" / f"{name}.ko.xz"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(lzma.compress(text))
    picked = pick(tmp_path, ["a_b", "built_in"])
    assert list(picked) == ["d", "c", "a_b"]
    assert picked["d"] == b"\0depends=\0"
    assert b".BTF" not in picked["c"]


@pytest.mark.parametrize("asked", ["", "open tcp 0.0.0.0", "open tcp ; 80", "stop tcp 0.0.0.0 80"])
def test_what_a_guest_asks_is_read_strictly(tmp_path: Path, asked: str) -> None:
    """A line that asks for no port is refused, and the emulator is not asked."""
    assert answer(tmp_path, asked) == "what is asked for is not understood"


def test_a_guest_is_told_when_the_emulator_is_gone(tmp_path: Path) -> None:
    """A port that nobody can open is refused with a sentence."""
    assert "The emulator does not answer" in answer(tmp_path, "open tcp 0.0.0.0 80")


@pytest.mark.parametrize(
    ("files", "free_mb"),
    [
        ({"memory.max": "max", "memory.current": "5"}, 4000),
        ({"memory.max": "2000000000", "memory.current": "1500000000"}, 700),
        ({"memory/memory.limit_in_bytes": "1000000000", "memory/memory.usage_in_bytes": "900000000"}, 300),
    ],
)
def test_free_memory_is_what_the_pod_leaves(tmp_path: Path, files: dict[str, str], free_mb: int) -> None:
    """The machine's free memory counts, and less where the pod may use less; file caches count as free."""
    (tmp_path / "meminfo").write_text("MemTotal: 9000000 kB\nMemAvailable: 3906250 kB\n")
    for name, text in files.items():
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)
        path.with_name("memory.stat").write_text("anon 1\ninactive_file 200000000\n")
    assert room.free_memory_mb(tmp_path, tmp_path / "meminfo") == pytest.approx(free_mb)


def test_too_little_memory_is_said_with_both_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what is needed, what is free, and what gives some back."""
    monkeypatch.setattr(room, "free_memory_mb", lambda: 300.0)
    with pytest.raises(NoEngineError, match=r"1140 MB of memory, and 300 MB are free.*Shut down notebooks"):
        room.require_room()


def test_too_little_disk_is_said_with_both_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names what is needed, what is free and where."""
    monkeypatch.setattr(room, "free_memory_mb", lambda: 9000.0)
    monkeypatch.setattr(room, "_DISK_MB", 10**12)
    with pytest.raises(NoEngineError, match=r"MB of disk, and .* MB are free at"):
        room.require_room()


def test_where_none_was_built_none_starts(place: Place) -> None:
    """It is not tried by itself, and says how to build one when it is asked for."""
    assert not Pocket().can_start()
    with pytest.raises(NoEngineError, match=r"pocket build"):
        Pocket().start()
    assert Pocket().pid() is None
    assert not Pocket().stop()
    assert place.images() == ()


def test_it_can_be_switched_off(place: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    """A variable keeps one that was built from being started."""
    place.home.mkdir()
    place.disk.touch()
    assert Pocket().can_start()
    monkeypatch.setenv(OFF_VARIABLE, "")
    assert not Pocket().can_start()


def test_a_program_that_is_missing_is_named(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The next rung is taken, and says which program is missing and what brings it."""
    place.home.mkdir()
    place.disk.touch()
    monkeypatch.setattr(tools, "_PATH", str(tmp_path))
    tried: list[str] = []
    assert ladder._pocket(Pocket(), tried, lambda _told, _part: None, start=True) is None
    (why,) = tried
    assert "needs qemu-system-x86_64 and openssl" in why
    assert "./course pocket build" in why


def test_a_guest_that_ends_at_once_is_told_with_its_last_words(
    place: Place, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An emulator that cannot start is no reason to wait, and the next start tries anew."""
    programs = tmp_path / "programs"
    programs.mkdir()
    emulator = programs / "qemu-system-x86_64"
    emulator.write_text('#!/bin/sh\necho "could not set up host forwarding rule" >&2; exit 1\n')
    emulator.chmod(0o755)
    place.home.mkdir()
    for name in ("disk.img", "work"):
        (place.home / name).touch()
    place.busybox.write_text("#!/bin/sh\n")
    place.busybox.chmod(0o755)
    monkeypatch.setattr(tools, "_PATH", f"{programs}:{tools._PATH}")
    monkeypatch.setattr(machine, "require_room", lambda: None)
    for _ in "ab":
        with pytest.raises(NoEngineError, match=r"ended before it answered.*could not set up host") as error:
            Pocket().start()
        assert str(place.console) in error.value.fix
        assert Pocket().pid() is None


def test_a_process_of_another_program_is_not_taken_for_it(place: Place) -> None:
    """A pid that a dead run left and another program has now is nobody's to stop."""
    place.run.mkdir(parents=True)
    (place.run / "pid").write_text("1")
    assert Pocket().pid() is None


def test_a_port_that_is_taken_is_left_alone() -> None:
    """The port of the last run is used again, where nobody else has it."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        taken = other.getsockname()[1]
        assert machine._free_port(taken) != taken
    assert machine._free_port(taken) == taken


def test_how_much_slower_is_told_where_both_were_measured(place: Place) -> None:
    """The guest's time stands in the engine's labels, ours in a file; without one of them nothing is said."""
    assert times_slower(place, [f"{LABEL}=50"]) is None
    place.run.mkdir(parents=True)
    (place.run / "seconds").write_text("0.05")
    assert times_slower(place, [f"{LABEL}=50", "other"]) == pytest.approx(10)
    assert times_slower(place, []) is None


def test_a_machine_without_apt_is_told_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The error names the program that is wanting."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(QuaycraneError, match="apt-get cannot be run here"):
        Archive(tmp_path / "apt").fetch(["hello"], lambda _: None)
