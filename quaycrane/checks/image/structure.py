"""Tests of an image in the words of container-structure-test, schema 2.0.0."""

import re
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine, first_build
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.model import File, Image
from quaycrane.checks.image.structure_settings import settings_differ
from quaycrane.checks.image.structure_words import parse_tests
from quaycrane.checks.registry import Observation
from quaycrane.engine import CommandEnd, read_file, run_once

_COMMAND_SECONDS = 30
_MOST_TOLD = 5
_KINDS = {"file": stat.S_IFREG, "folder": stat.S_IFDIR, "link": stat.S_IFLNK}
_EXECUTABLE = {"owner": 0o100, "group": 0o010, "other": 0o001, "any": 0o111}


@dataclass(frozen=True)
class Subject:
    """What structure tests are put to.

    Attributes:
        image: The image.
        read: Returns the content of a file, None when there is none.
        run: Runs a command, with variables, in a new container.
    """

    image: Image
    read: Callable[[str], bytes | None]
    run: Callable[[list[str], dict[str, str]], CommandEnd]


@checked(
    why="Others build on the files, commands and settings that an image promises",
    fix="Look at the first difference, and at the instruction that should have made it",
    needs=("builds",),
)
def passes_structure_tests(answer: Answer, tests: Mapping[str, Any] | str) -> Observation:
    """The image passes the structure tests."""
    image = first_build(answer).image_id
    subject = Subject(
        image_of(answer),
        lambda path: read_file(engine(), image, path),
        lambda command, variables: run_once(
            engine(), image, command, environment=variables, timeout_seconds=_COMMAND_SECONDS
        ),
    )
    wrong = list(differences(subject, parse_tests(tests)))
    return Observation(passed=not wrong, observed="\n".join(wrong[:_MOST_TOLD]) or "All of them")


def differences(subject: Subject, tests: Mapping[str, Any]) -> Iterator[str]:
    """Yield one sentence for each thing that is not as the tests say."""
    for test in tests.get("fileExistenceTests") or []:
        yield from (f"{test.get('name', test['path'])}: {said}" for said in _existence(subject, test))
    for test in tests.get("fileContentTests") or []:
        yield from (f"{test.get('name', test['path'])}: {said}" for said in _content(subject, test))
    for test in tests.get("commandTests") or []:
        yield from (f"{test.get('name', test['command'])}: {said}" for said in _command(subject, test))
    yield from settings_differ(subject.image.settings, tests.get("metadataTest") or {})


def _existence(subject: Subject, test: Mapping[str, Any]) -> Iterator[str]:
    path = test["path"]
    file = subject.image.tree.get(path.strip("/")) or (File("", "folder") if path == "/" else None)
    if (file is not None) != test.get("shouldExist", True):
        yield f"{path} is {'there' if file else 'not there'}"
    elif file:
        mode = stat.filemode(_KINDS.get(file.kind, 0) | file.mode)
        if test.get("permissions", mode) != mode:
            yield f"{path} has {mode}"
        if test.get("uid", file.user) != file.user or test.get("gid", file.group) != file.group:
            yield f"{path} belongs to {file.user}:{file.group}"
        if not file.mode & _EXECUTABLE.get(test.get("isExecutableBy", ""), 0o7777777):
            yield f"{path} is not executable by {test['isExecutableBy']}"


def _content(subject: Subject, test: Mapping[str, Any]) -> Iterator[str]:
    data = subject.read(test["path"])
    if data is None:
        yield f"{test['path']} is no file"
        return
    text = data.decode("utf-8", "replace")
    yield from _matches(text, "it", test.get("expectedContents"), test.get("excludedContents"))


def _command(subject: Subject, test: Mapping[str, Any]) -> Iterator[str]:
    variables = {pair["key"]: str(pair["value"]) for pair in test.get("envVars") or []}
    done = subject.run([test["command"], *map(str, test.get("args") or [])], variables)
    if done.code != test.get("exitCode", 0):
        yield f"it ended with code {done.code}: {(done.error or done.output).strip()[:200]}"
    yield from _matches(done.output, "the output", test.get("expectedOutput"), test.get("excludedOutput"))
    yield from _matches(done.error, "the error output", test.get("expectedError"), test.get("excludedError"))


def _matches(
    text: str, what: str, expected: Iterable[str] | None, excluded: Iterable[str] | None
) -> Iterator[str]:
    yield from (f"{what} has no {one!r}" for one in expected or () if not re.search(one, text, re.MULTILINE))
    yield from (f"{what} has {one!r}" for one in excluded or () if re.search(one, text, re.MULTILINE))
