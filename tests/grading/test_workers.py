"""Workers do every job, whatever happens to one of them."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane.grading import Isolation, Job, LocalWorkers
from quaycrane.grading.checking.kernel import Limits
from quaycrane.grading.reading.asked import tests_of as made_of
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
