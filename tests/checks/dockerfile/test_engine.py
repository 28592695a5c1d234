"""What we read is what the engine's own Dockerfile front end reads, and what it warns of we find."""

from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks.dockerfile import known_rules, parse
from quaycrane.engine import Engine
from tests.checks.dockerfile.buildx import call

pytestmark = pytest.mark.engine

CORPUS = [
    path for path in sorted(Path(__file__).with_name("corpus").glob("*.Dockerfile")) if path.stem != "windows"
]
BUILDKIT = {rule.name for rule in known_rules() if f"BuildKit {rule.name}" in rule.elsewhere}


def test_all_rules_of_buildkit_are_there() -> None:
    """Its linter has 22 rules as of Engine 28."""
    assert len(BUILDKIT) == 22


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_stages_are_those_that_buildkit_lists(path: Path, engine: Engine, tmp_path: Path) -> None:
    """Names, bases, platforms and lines of the stages are equal, and the last one is the default."""
    text = path.read_bytes().decode().replace("# syntax=docker/dockerfile:1", "# no other front end")
    found = call(engine, "targets", text, tmp_path)
    assert found is not None
    theirs = [
        (one.get("name", ""), one.get("base", ""), one.get("platform"), _line(one))
        for one in found["targets"]
    ]
    stages = parse(text).stages
    assert theirs == [(one.name, one.base, one.opening.flag("platform"), one.line) for one in stages]
    assert [bool(one.get("default")) for one in found["targets"]] == [one == stages[-1] for one in stages]


def _line(told: dict[str, Any]) -> int:
    line: int = told["location"]["ranges"][0]["start"]["line"]
    return line


ARGUMENTS = [
    "ARG A=3\nARG B=${A}${NONE}\nFROM alpine:${B:-2}\n",
    "ARG V=3\nARG T=${V%.*}\nFROM alpine:${T}\nARG V\nARG W=${V:-x}-${NONE:-y}\nRUN echo $V $W\n",
    "ARG V=3.22\nARG A=${V%%.*}\nARG B=${V#*.}\nARG C=${V##*.}\nARG D=${V/./-}${V//./-}\nFROM alpine:${A}\n",
    'ARG A="a b" B=c\\ d C=\'$A\' D="${A}"\nFROM alpine:3\nARG A\nARG B\nARG C\nARG D\n',
    "ARG A=${TARGETARCH}\nFROM alpine:3\nARG A\nARG TARGETARCH\nARG X=${TARGETARCH}-${A:+set}${NONE:+not}\n",
    "# escape=`\nARG A=a` b\nFROM alpine:3\nARG A\nARG B=C:\\x\n",
]


@pytest.mark.parametrize("text", ARGUMENTS, ids=range(len(ARGUMENTS)))
def test_arguments_come_to_what_buildkit_says(text: str, engine: Engine, tmp_path: Path) -> None:
    """The values of ARG above FROM are equal to those of the outline."""
    found = call(engine, "outline", text, tmp_path)
    assert found is not None
    theirs = {one["name"]: one.get("value", "") for one in found.get("args", [])}
    ours = parse(text).arguments
    assert theirs.keys() & ours.keys()
    assert {name: ours[name] for name in theirs if name in ours} == {
        name: value for name, value in theirs.items() if name in ours
    }


REFUSED = [
    "FROM alpine:3\nRUNN a\n", "RUN a\n", "ARG A\n", "FROM\n", "FROM alpine:3 AS\n", "FROM alpine:3 as 1a\n",
    "FROM alpine:3\nCOPY a\n", "FROM alpine:3\nCOPY --fro=a b c\n", "FROM alpine:3\nCOPY --from=$A b c\n",
    "FROM alpine:3\nCOPY --from=0 b c\n", "FROM alpine:3\nENV =a\n", "FROM alpine:3\nENV a\n",
    "FROM alpine:3\nENV a=b c\n", "FROM alpine:3\nENV A='b\n", "FROM alpine:3\nENV A=${B\n",
    "FROM alpine:3\nWORKDIR ${A!}\n", "FROM alpine:3\nCMD [1]\n", "FROM alpine:3\nSHELL sh\n",
    "FROM alpine:3\nHEALTHCHECK\n", "FROM alpine:3\nHEALTHCHECK NONE a\n", "FROM alpine:3\nHEALTHCHECK a\n",
    "FROM alpine:3\nHEALTHCHECK --interval=3 CMD a\n", "FROM alpine:3\nHEALTHCHECK --retries=a CMD b\n",
    "FROM alpine:3\nONBUILD FROM a\n", "FROM alpine:3\nONBUILD\n", "FROM alpine:3\nRUN <<E\n",
    "FROM alpine:3\nRUN --network=wide a\n", 'FROM alpine:3\nVOLUME [""]\n', "FROM alpine:3\nEXPOSE\n",
    "FROM alpine:3\nUSER\n", "# escape=x\nFROM alpine:3\n", "FROM ${A}\n", "FROM alpine:3\nARG =a\n",
    "FROM alpine:3\nCOPY a <<E\nE\n", "FROM alpine:3\nADD --link=maybe a b\n", "FROM alpine:3\nMAINTAINER\n",
    "FROM alpine:3\nRUN " + "a" * 65_600 + "\n",
]  # fmt: skip
TAKEN = [
    "FROM alpine:3\nCMD\n", "FROM alpine:3\nRUN <<E\nE\n", "FROM alpine:3\nSTOPSIGNAL --x=y SIGTERM\n",
    "FROM alpine:3\nONBUILD COPY a\n", "FROM alpine:3\nHEALTHCHECK --interval=1h30m CMD a\n",
    "FROM alpine:3\nCOPY --exclude=a --exclude=b . /c\n", "FROM scratch AS Base\nFROM base\n",
    "FROM alpine:3\nENV A=${B:-'c d'} E=\"${F}\"\n", "from alpine:3\nrun a\n", "FROM alpine:3\nVOLUME /a\n",
    "FROM alpine:3\nRUN --mount=type=cache,target=/a --network=none a\n", "FROM alpine:3\nLABEL a b c\n",
    "FROM alpine:3\nCOPY <<A <<B /c/\na\nA\nb\nB\n", "FROM alpine:3\nEXPOSE 80-90/tcp $P\n",
]  # fmt: skip


@pytest.mark.parametrize(
    "text", [*REFUSED, *TAKEN], ids=lambda text: text[:40].encode("unicode_escape").decode()
)
def test_what_buildkit_refuses_is_told(text: str, engine: Engine, tmp_path: Path) -> None:
    """A file has a problem exactly where BuildKit ends with an error; of an empty CMD we tell, too."""
    found = call(engine, "check", text, tmp_path)
    refused = found is None or bool(found.get("buildError"))
    assert refused == (text in REFUSED)
    assert bool(parse(text).problems) == (refused or text.endswith("CMD\n"))


def warned(found: dict[str, Any]) -> set[tuple[str, int]]:
    """Return rule and line of each warning."""
    return {
        (one["ruleName"], one["location"]["ranges"][0]["start"]["line"])
        for one in found.get("warnings") or []
    }


@pytest.mark.parametrize("name", sorted(BUILDKIT))
def test_our_examples_are_buildkits(name: str, engine: Engine, tmp_path: Path) -> None:
    """What our example breaks BuildKit finds at the same line, and in the good one it finds nothing of it."""
    (rule,) = [one for one in known_rules() if one.name == name]
    if name == "InvalidBaseImagePlatform":
        pytest.skip("BuildKit looks into the base image; from the text only its name can tell")
    (tmp_path / ".dockerignore").write_text(rule.ignore or "")
    experiments = "# check=experimental=all\n#\n"
    bad = call(engine, "check", experiments + _local(rule.bad), tmp_path)
    good = call(engine, "check", experiments + _local(rule.good), tmp_path)
    assert bad is not None
    assert good is not None
    ours = {finding.line + 2 for finding in rule.find(parse(rule.bad, rule.ignore))}
    theirs = {line for found, line in warned(bad) if found == name}
    assert theirs if name == "NoEmptyContinuation" else theirs == ours
    assert not {line for found, line in warned(good) if found == name}


def _local(text: str) -> str:
    """Return an example with bases that are on this machine."""
    for base in ("node:24-alpine", "debian:bookworm-slim", "node:${VERSION}-alpine"):
        text = text.replace(
            base, base.replace("node:24-alpine", "alpine:3").replace("debian:bookworm-slim", "alpine:3")
        )
    return text
