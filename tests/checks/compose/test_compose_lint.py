"""We and compose-lint find the same, but for a list of differences, each with its reason."""

import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from quaycrane.checks import known_checks
from quaycrane.checks.compose import known_rules, resolve

known_checks()
CORPUS = Path(__file__).parent / "corpus"
LINTER = Path(sys.executable).with_name("compose-lint")

OURS = {
    "CL-0001": "NoEngineSocket",
    "CL-0002": "NotPrivileged",
    "CL-0003": "NoNewPrivileges",
    "CL-0004": "PinnedImages",
    "CL-0006": "CapabilitiesDropped",
    "CL-0007": "ReadOnlyRoot",
    "CL-0008": "NoHostNetwork",
    "CL-0009": "SecurityProfilesKept",
    "CL-0010": "NoHostNamespaces",
    "CL-0011": "NoAddedCapabilities",
    "CL-0013": "NoHostSystemMounts",
    "CL-0014": "LoggingKept",
    "CL-0016": "NoHostDevices",
    "CL-0017": "NoSharedPropagation",
    "CL-0018": "NotExplicitlyRoot",
    "CL-0020": "NoSecretsInEnvironment",
    "CL-0021": "NoSecretsInEnvironment",
    "CL-0022": "TmpfsStaysRestricted",
    "CL-0024": "NoAddedCapabilities",
    "CL-0025": "NoHostSystemMounts",
    "CL-0026": "MemoryLimited",
    "CL-0027": "NoAddedCapabilities",
    "CL-0028": "NoAddedCapabilities",
    "CL-0029": "NoAddedCapabilities",
    "CL-0030": "NoAddedCapabilities",
}
"""Which of our rules looks for what each of theirs does."""

NOT_READ_BY_IT = {"refused", "yaml-multi", "yaml-multi-override", "yaml-tab-value"}
"""What Compose takes and compose-lint does not: several documents, a tab behind a colon."""

NOT_TAKEN_OVER = {
    "CL-0005": "a web server is published on purpose; only a database must not be (DatabaseNotPublished)",
    "CL-0019": "a version is what the units teach to pin; a digest also stops the updates that one wants",
}
"""Theirs that we do not have, and why."""


class Difference(NamedTuple):
    """A service of a file on which the two do not agree."""

    file: str
    service: str
    rule: str
    who: str


_BUILT = "ours: the name is that of an image which is built here, and no one else can move it"
_MEMORY = "ours: it asks for limits of memory and CPU both; too little CPU is slow, too little memory kills"
EXPLAINED = {
    Difference("PinnedImages-good", "api", "PinnedImages", "theirs"): _BUILT,
    Difference("builds", "b", "PinnedImages", "theirs"): _BUILT,
    Difference("extends", "remote", "PinnedImages", "theirs"): _BUILT,
    Difference("MemoryLimited-good", "api", "MemoryLimited", "theirs"): _MEMORY,
    Difference("anchors-and-merge", "api", "MemoryLimited", "theirs"): _MEMORY,
    Difference("dangerous", "web", "NoHostSystemMounts", "ours"): (
        "ours: the host's whole disk shows its keys, also when it is mounted to read"
    ),
}
"""Each difference, who is right, and why."""


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The hard files, and each rule's two examples, in one folder each."""
    place = tmp_path_factory.mktemp("files")
    for folder in CORPUS.iterdir():
        if folder.is_dir() and folder.name not in NOT_READ_BY_IT:
            shutil.copytree(folder, place / folder.name, ignore=shutil.ignore_patterns("*.override.yaml"))
    for rule in known_rules():
        for kind, text in (("bad", rule.bad), ("good", rule.good)):
            (place / f"{rule.name}-{kind}").mkdir()
            (place / f"{rule.name}-{kind}" / "compose.yaml").write_text(text)
    return place


def test_differences_are_explained(files: Path) -> None:
    """On every service both find the same, or the difference stands in the list, which has none too many."""
    names = sorted(path.name for path in files.iterdir())
    command = [str(LINTER), "--format", "json", *(f"{name}/compose.yaml" for name in names)]
    done = subprocess.run(command, cwd=files, capture_output=True, text=True, check=False)
    theirs = {
        (finding["file"].partition("/")[0], finding["service"], OURS[finding["rule_id"]])
        for finding in json.loads(done.stdout)["findings"]
        if finding["rule_id"] not in NOT_TAKEN_OVER
    }
    found: set[Difference] = set()
    for name in names:
        resolved = resolve((files / name / "compose.yaml").read_text(), files / name, supposing=True)
        for rule in known_rules():
            breaching = {str(breach.path[1]) for breach in rule.find(resolved) if len(breach.path) > 1}
            for service in resolved.services if rule.name in OURS.values() else ():
                here, there = service in breaching, (name, service, rule.name) in theirs
                if here != there:
                    found.add(Difference(name, service, rule.name, "ours" if here else "theirs"))
    assert found == set(EXPLAINED)


def test_every_rule_of_theirs_is_taken_over_or_not_for_a_reason() -> None:
    """A rule that a new version of compose-lint brings is to be looked at."""
    from compose_lint.rules import get_registered_rules  # noqa: PLC0415 - only for this test

    assert {rule().metadata.id for rule in get_registered_rules()} == {*OURS, *NOT_TAKEN_OVER}
