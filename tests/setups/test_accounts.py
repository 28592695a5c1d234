"""One machine with many accounts: units go out and come in by the exchange, as docs/guide/setups.md says."""

import csv

import nbformat
import pytest

from quaycrane.engine import Engine
from quaycrane.grading import answered, cases
from quaycrane.kit import project_root
from tests.setups.accounts import Machine, machine

UNIT = "03-layers-and-cache"


def marks(here: Machine) -> list[str]:
    """Return the lines of the teacher's table of marks."""
    return here.run("cat /home/teacher/course/grades.csv").splitlines()


@pytest.mark.engine
@pytest.mark.sampled(3)
def test_accounts_hand_in_and_are_graded_apart(engine: Engine) -> None:
    """Ann gets every point of the checks and her feedback; Bob none, and nothing of Ann's."""
    with machine(engine) as here:
        here.follow("One machine, many accounts")
        here.follow("Hand out")
        path = f"/home/ann/{UNIT}/layers-and-cache.ipynb"
        fetched = nbformat.reads(here.run(f"cat {path}"), as_version=4)
        reference = next(case for case in cases(project_root() / "answers" / UNIT) if not case.fails)
        here.write(path, nbformat.writes(answered(fetched, reference.answers)))
        here.follow("Hand in and grade")
        points = {row["student_id"]: row["raw_score"] for row in csv.DictReader(marks(here))}
        assert points == {"ann": "16.0", "bob": "0.0"}
        here.run("su - bob -c 'ls /srv/exchange/quaycrane/inbound'", fails=True)
        here.follow("Give back")
        here.run("su - bob -c 'ls /srv/exchange/quaycrane/feedback'", fails=True)
