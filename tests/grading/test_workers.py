"""Workers do every job, whatever happens to one of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.grading import Isolation, Job, LocalWorkers
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.checking.load import Fitting, Load, load
from quaycrane.grading.reading.taking import tests_of as made_of
from tests.grading.conftest import WORKER, source_notebook

NO_ENGINE = Isolation("none")


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Job]:
    """Jobs of which one kills its worker the first time, and one every time."""
    kills = f"""import os, pathlib
text = open('app/Dockerfile').read()
once = pathlib.Path({str(tmp_path)!r}, 'once')
if 'always' in text or ('once' in text and not once.exists()):
    once.touch()
    os.kill({WORKER}, 9)
2.0"""
    checks = {"check": (2.0, kills)}
    tests = made_of(tmp_path / "unit.ipynb", source_notebook(checks), [], Limits(30, 60), "")
    return (
        Job(tests, (("app/Dockerfile", text),)) for text in ("FROM a", "once", "FROM b", "always", "FROM c")
    )


def test_a_worker_that_dies_costs_only_time(jobs: Iterator[Job]) -> None:
    """A job whose worker died is done again; one that kills every worker is told, and the rest is done."""
    ended = list(LocalWorkers(NO_ENGINE, 2).run(jobs))
    assert len({done.key for done in ended}) == 5
    failed = [done for done in ended if done.executed is None]
    assert len(failed) == 1
    assert "died" in failed[0].failure
    assert all(done.executed.outcomes[0].points == 2.0 for done in ended if done.executed)


def test_jobs_are_taken_as_they_are_needed(jobs: Iterator[Job]) -> None:
    """Only a few jobs are held at a time, however many there are."""
    taken: list[str] = []

    def counted() -> Iterator[Job]:
        first = next(jobs)
        for number in range(20):
            taken.append(str(number))
            yield Job(first.tests, (("app/Dockerfile", f"FROM a{number}"),))

    run = LocalWorkers(NO_ENGINE, 2).run(counted())
    next(run)
    assert len(taken) <= 6
    assert len(list(run)) == 19


def test_workers_share_what_their_kernels_are_forks_of(tmp_path: Path) -> None:
    """The process that has imported what checks need is there once, and each worker has a fork of it."""
    noted = f"""import os, pathlib
own = os.getppid()
first = open(f'/proc/{{own}}/stat').read().rpartition(')')[2].split()[1]
pathlib.Path({str(tmp_path)!r}, f'{{own}}.seen').write_text(first)
while len(list(pathlib.Path({str(tmp_path)!r}).glob('*.seen'))) < 2: pass
2.0"""
    tests = made_of(tmp_path / "unit.ipynb", source_notebook({"check": (2.0, noted)}), [], Limits(60, 90), "")
    ended = LocalWorkers(NO_ENGINE, 2).run(Job(tests, (("app/Dockerfile", f"FROM {n}"),)) for n in "ab")
    assert all(done.executed.outcomes[0].points == 2.0 for done in ended if done.executed)
    assert len({path.read_text() for path in tmp_path.glob("*.seen")}) == 1


GIB = 1 << 30


def sizes(loads: list[Load], least: int = 2, worker_bytes: int = GIB) -> list[int]:
    """Return the number of workers at the beginning and after each look, all of them working."""
    told = iter(loads)
    size = Fitting(worker_bytes, lambda: next(told), least=least, pause_seconds=0)
    found = [size.count]
    for _ in loads[1:]:
        size.look(size.count)
        found.append(size.count)
    return found


IDLE, BUSY, HALF = Load(0.9, 20 * GIB), Load(0.0, 20 * GIB), Load(0.2, 20 * GIB)


@pytest.mark.parametrize(
    ("loads", "expected"),
    [
        ([IDLE] * 6, [2, 3, 4, 6, 9, 13]),
        ([BUSY] * 6, [2, 2, 2, 2, 2, 2]),
        ([HALF] * 3, [2, 2, 2]),
        ([IDLE] * 3 + [BUSY] * 6, [2, 3, 4, 4, 4, 3, 3, 3, 2]),
        ([IDLE, IDLE, Load(0.9, GIB // 2), Load(0.9, -1), Load(0.9, -1)], [2, 3, 3, 2, 1]),
        ([Load(0.9, GIB)] * 3, [1, 2, 3]),
        ([Load(0.9, -1)] * 2, [1, 1]),
        ([IDLE] * 12, [2, 3, 4, 6, 9, 13, 19, 28, 32, 32, 32, 32]),
    ],
)
def test_as_many_as_pay(loads: list[Load], expected: list[int]) -> None:
    """More while the processors idle and memory allows; one a processor when busy; fewer without memory."""
    assert sizes(loads) == expected


def test_none_is_added_before_all_work() -> None:
    """While one is being opened, that the processors idle says nothing."""
    size = Fitting(GIB, lambda: IDLE, least=2, pause_seconds=0)
    size.look(working=1)
    assert size.count == 2


def test_the_machine_is_asked() -> None:
    """What the machine has left is a share of its processors, and less than its memory."""
    now = load()
    assert 0 <= now.idle <= 1
    assert isinstance(now.free_bytes, int)


def meeting(folder: Path, number: int) -> Iterator[Job]:
    """Yield so many jobs, each of which ends when all of them have begun."""
    waits = f"""import pathlib, time
folder = pathlib.Path({str(folder)!r})
(folder / open('app/Dockerfile').read()).touch()
while len(list(folder.glob('begun-*'))) < {number}:
    time.sleep(0.05)
2.0"""
    tests = made_of(folder / "unit.ipynb", source_notebook({"check": (2.0, waits)}), [], Limits(60, 120), "")
    return (Job(tests, (("app/Dockerfile", f"begun-{each}"),)) for each in range(number))


def test_workers_are_added_while_they_wait(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Five jobs that wait for each other end, though two workers begin: the machine idles."""
    monkeypatch.setattr(
        LocalWorkers, "_size", lambda _: Fitting(GIB, lambda: IDLE, least=2, pause_seconds=0.1)
    )
    ended = list(LocalWorkers(NO_ENGINE).run(meeting(tmp_path, 5)))
    assert [done.executed.outcomes[0].points for done in ended if done.executed] == [2.0] * 5


def test_fewer_workers_do_all_jobs(jobs: Iterator[Job], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the number falls while jobs are under way, each is done all the same, and once."""
    first = next(jobs)
    loads = iter([IDLE, IDLE])
    scarce = Load(0.9, -1)
    monkeypatch.setattr(
        LocalWorkers,
        "_size",
        lambda _: Fitting(GIB, lambda: next(loads, scarce), least=3, pause_seconds=0),
    )
    given = (Job(first.tests, (("app/Dockerfile", f"FROM a{number}"),)) for number in range(9))
    ended = list(LocalWorkers(NO_ENGINE).run(given))
    assert len({done.key for done in ended}) == len(ended) == 9
    assert all(done.executed for done in ended)
