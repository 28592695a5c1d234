"""What is said of an image's packages, by advisories that a person has at hand."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks.image.packages import Package
from quaycrane.errors import InputError
from quaycrane.units.security.labs import Bill, newer, scan
from quaycrane.units.security.labs.versions import is_before

BILL = Bill(  # noqa: S604 - no process runs
    image="shop",
    size_bytes=1,
    packages=(
        Package("deb", "libssl3", "3.0.11-1~deb12u2", "openssl"),
        Package("npm", "semver", "7.5.1"),
        Package("python", "pip", "25.0"),
    ),
    system="Debian:12",
    set_uid=(),
    shell=True,
    user="root",
    ports=(),
    secrets=(),
)


def advisory(name: str, ecosystem: str, *events: dict[str, str], **more: Any) -> dict[str, Any]:
    """Return an advisory in OSV's format."""
    ranges = [{"type": "ECOSYSTEM", "events": list(events)}]
    affected = {"package": {"ecosystem": ecosystem, "name": name}, "ranges": ranges, **more}
    return {"id": f"X-{name}", "modified": "2026-11-02T10:00:00Z", "summary": "s", "affected": [affected]}


def kept(place: Path, *advisories: dict[str, Any]) -> Path:
    """Write each advisory into a folder, as OSV publishes them."""
    for one in advisories:
        (place / f"{one['id']}.json").write_text(json.dumps(one))
    return place


def test_without_a_database_nothing_is_claimed() -> None:
    """Where none is named, it says so, and what cannot be known."""
    told = scan(BILL)
    assert not told.matches
    assert told.sentence.startswith("No database of advisories was named")
    assert "cannot be said" in told.sentence


def test_a_match_has_its_source_and_day(tmp_path: Path) -> None:
    """A Debian package is found by the name of its source, and what mends it is told."""
    place = kept(
        tmp_path, advisory("openssl", "Debian:12", {"introduced": "0"}, {"fixed": "3.0.11-1~deb12u3"})
    )
    told = scan(BILL, place)
    (match,) = told.matches
    assert (match.package, match.advisory, match.changed) == ("libssl3", "X-openssl", "2026-11-02")
    assert match.mended == "3.0.11-1~deb12u3"
    assert (
        f"By {tmp_path.name} (1 advisory, the newest of 2026-11-02): of the 3 packages of shop, 1 with"
        in told.sentence
    )
    assert "It says nothing of PyPI, npm." in told.sentence


@pytest.mark.parametrize(
    ("events", "versions", "hit"),
    [
        ([{"introduced": "0"}, {"fixed": "7.5.1"}], [], False),
        ([{"introduced": "0"}, {"fixed": "7.5.2"}], [], True),
        ([{"introduced": "7.5.2"}], [], False),
        ([{"introduced": "0"}, {"last_affected": "7.5.1"}], [], True),
        ([{"introduced": "0"}, {"last_affected": "7.5.0"}], [], False),
        (
            [{"introduced": "6.0.0"}, {"fixed": "6.3.1"}, {"introduced": "7.0.0"}, {"fixed": "7.6.0"}],
            [],
            True,
        ),
        ([], ["7.5.1"], True),
        ([], ["7.5.0"], False),
    ],
)
def test_ranges_and_lists_decide(
    tmp_path: Path, events: list[dict[str, str]], versions: list[str], *, hit: bool
) -> None:
    """A version is affected from where the weakness comes in until it is mended, or where it is listed."""
    place = kept(tmp_path, advisory("semver", "npm", *events, versions=versions))
    assert bool(scan(BILL, place).matches) is hit


def test_an_archive_and_a_list_are_read(tmp_path: Path) -> None:
    """The archive that OSV publishes is read as it is, and a file with a list of advisories too."""
    one = advisory("semver", "npm", {"introduced": "0"})
    other = advisory("pip", "PyPI", {"introduced": "0"})
    with zipfile.ZipFile(tmp_path / "all.zip", "w") as archive:
        archive.writestr("one.json", json.dumps(one))
    (tmp_path / "list.json").write_text(json.dumps([one, other]))
    assert len(scan(BILL, tmp_path / "all.zip").matches) == 1
    assert len(scan(BILL, tmp_path / "list.json").matches) == 2


@pytest.mark.parametrize("text", ["", "[", '{"id": 1}', '{"id": "x", "affected": "all"}', "[" * 5000])
def test_what_is_no_advisory_is_told(tmp_path: Path, text: str) -> None:
    """A file that holds none, and a path where nothing is, are refused in a sentence."""
    (tmp_path / "odd.json").write_text(text)
    with pytest.raises(InputError, match="holds no advisory"):
        scan(BILL, tmp_path)
    with pytest.raises(InputError, match="There is no"):
        scan(BILL, tmp_path / "missing")


@pytest.mark.parametrize(
    ("kind", "older", "newer_one"),
    [
        ("deb", "1.0~rc1-1", "1.0-1"),
        ("deb", "9.9-1", "1:0.1-1"),
        ("deb", "3.0.11-1~deb12u2", "3.0.11-1"),
        ("deb", "2.36-9+deb12u9", "2.36-9+deb12u13"),
        ("apk", "1.2.5-r0", "1.2.5-r1"),
        ("apk", "3.0_rc1", "3.0"),
        ("npm", "7.5.0-beta.1", "7.5.0"),
        ("npm", "7.9.0", "7.10.0"),
        ("python", "1.0rc1", "1.0"),
        ("python", "2.0.dev3", "2.0a1"),
        ("python", "9.0", "10.0"),
    ],
)
def test_versions_have_an_order(kind: str, older: str, newer_one: str) -> None:
    """Each packager's own order, with what comes before a release before it."""
    assert is_before(kind, older, newer_one)
    assert not is_before(kind, newer_one, older)
    assert not is_before(kind, older, older)


def test_two_bills_are_compared() -> None:
    """What has another version, what is in one only, and what is the same."""
    after = Bill(**{**BILL.__dict__, "packages": (Package("npm", "semver", "7.6.0"), BILL.packages[2])})
    told = newer(BILL, after)
    assert told.sentence == ("1 packages have another version, 1 are only in one of the two, 1 are the same.")
    assert [(one.package, one.after) for one in told.some("libssl3", "semver")] == [
        ("libssl3", "-"),
        ("semver", "7.6.0"),
    ]
