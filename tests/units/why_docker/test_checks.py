"""What the unit's own checks say to answers that are not what they should be."""

import shutil
from pathlib import Path

import pytest

from quaycrane.kit import project_root
from quaycrane.units.why_docker import checks

pytestmark = pytest.mark.engine

RIGHT = (project_root() / "answers" / "01-why-docker" / "reference" / "Dockerfile").read_text()


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    """A copy of the exercise's folder."""
    return shutil.copytree(project_root() / "source" / "01-why-docker" / "bill", tmp_path / "bill")


def said(bill: Path, dockerfile: str) -> str:
    """Return what the check says to a Dockerfile."""
    (bill / "Dockerfile").write_text(dockerfile)
    report = checks.check(bill, checks.prints_the_bill("Anna"))
    return next(iter(report.outcomes)).observed


@pytest.mark.usefixtures("engine")
@pytest.mark.parametrize(
    ("old", "new", "says"),
    [
        ("TZ=Europe/Zurich ", "", "Line 6 is '15.06.2025 15:06 UTC'; on her machine it is '15.06.2025 17:06"),
        ("ENTRYPOINT", "CMD", "Anna"),
        ('"/bill/bill.py"]', '"-c", "import time; time.sleep(99)"]', "It runs on after 3 s"),
        ('"python", "/bill/bill.py"]', '"yes"]', "It runs on after 3 s"),
        ('"/bill/bill.py"]', '"-c", "print(7 * \'x\\\\n\')"]', "Line 1 is 'x'"),
        (" prices.csv", "", "The container ended with code 1"),
    ],
)
def test_the_first_difference_is_told(
    bill: Path, monkeypatch: pytest.MonkeyPatch, old: str, new: str, says: str
) -> None:
    """The first line that differs is shown beside hers; what does not end is ended, with a reason."""
    monkeypatch.setattr(checks, "_SECONDS", 3)
    assert says in said(bill, RIGHT.replace(old, new))


def test_a_prediction_of_another_kind_is_told_in_a_sentence(tmp_path: Path) -> None:
    """A word, a number or another image where a list of the four is asked is said to be that."""
    for text, says in (
        ("none", "There is no list under"),
        ("7", "There is no list under"),
        ("[alpine]", "There is no image 'alpine'"),
        ("[3]", "There is no list under"),
    ):
        (tmp_path / "predictions.yaml").write_text(f"has a kernel of its own: {text}\n")
        report = checks.check(tmp_path, checks.predicts("has a kernel of its own", ("alpine:3",)))
        assert says in next(iter(report.outcomes)).observed
