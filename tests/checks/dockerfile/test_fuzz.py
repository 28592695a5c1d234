"""No text makes the reader or a rule raise or hang."""

import random
import time

import pytest

from quaycrane.checks.dockerfile import outline, parse, problems
from quaycrane.checks.severity import Severity
from tests.checks.dockerfile.generated import dockerfiles

COUNT = 20_000
PARTS = 8
LONG = 1_000_000


def judged(text: str) -> None:
    """Read, outline and judge a text; every problem has a line that the text has."""
    lines = text.count("\n") + 1
    found = parse(text, ignore=text[:200])
    assert len(outline(text[:500])) <= lines
    assert all(1 <= one.line <= lines for one in found.instructions)
    assert all(1 <= one.line <= lines for one in problems(text, text[:200], least=Severity.NOTE))


@pytest.mark.sampled(4)
@pytest.mark.parametrize("part", range(PARTS))
def test_twenty_thousand_broken_dockerfiles_are_judged(part: int) -> None:
    """Nearly right ones, broken by chance, and bytes that mean nothing are read and judged by all rules."""
    chance = random.Random(part)  # noqa: S311 - a repeatable choice, no secret
    for number, text in enumerate(dockerfiles(COUNT // PARTS, seed=part)):
        noise = chance.randbytes(chance.randint(0, 300)).decode("utf-8", chance.choice(("replace", "ignore")))
        judged(text if number % 4 else (text[: len(text) // 2] + noise))


def long(piece: str) -> str:
    """Return a piece so often that a million characters come together."""
    return piece * (LONG // len(piece))


EVIL = {
    "one endless line": "FROM a\nRUN " + long("a "),
    "endless continuations": "FROM a\nRUN " + long("a \\\n"),
    "dollars": "FROM " + long("$") + "\nENV A=" + long("$"),
    "open braces": "ARG A=" + long("${A:-") + "\nFROM a",
    "open braces on many lines": "FROM a\nENV A=" + long("${A:-\\\n"),
    "open quotes": "FROM a\nENV " + long("a='\\\n"),
    "open brackets": "FROM a\nCMD " + long("[\\\n"),
    "deep arrays": "FROM a\nCMD " + "[" * 60_000,
    "nested triggers": "FROM a\n" + "ONBUILD " * 8000 + "RUN a",
    "many stages": long("FROM a AS b\n"),
    "a chain of stages": "FROM a AS s0\n" + "".join(f"FROM s{n} AS s{n + 1}\nRUN a\n" for n in range(20_000)),
    "many instructions": "FROM a\n" + long("RUN a && b\n"),
    "many triggers": "FROM a AS b\n" + long("ONBUILD RUN a\n") + "FROM b\n",
    "many heredocs": "FROM a\nRUN " + "<<E " * 15_000 + "\n" + "E\n" * 15_000,
    "a heredoc without end": "FROM a\nRUN <<E\n" + long("a\n"),
    "many variables": "FROM a\n" + "".join(f"ARG A{n}=$A{n - 1}$A{n - 1}\n" for n in range(1, 3000)),
    "values that double": "ARG A=aaaaaaaa\n" + "ARG A=$A$A\n" * 60 + "FROM $A\nENV B=$A\n",
    "shell operators": "FROM a\nRUN " + long("&&|;\\\n"),
    "shell substitutions": "FROM a\nRUN " + long('"$(\\\n'),
    "shells in shells": "FROM a\nRUN " + "sh -c '" * 9000,
    "a long pipe": "FROM a\nRUN " + "curl a|" * 9000 + "sh",
    "branches": "FROM a\nRUN " + "case a in a) " * 5000,
    "tests": "FROM a\nRUN " + "[[ a =~ (" * 7000 + " ]]",
    "sums": "FROM a\nRUN <<E\n" + long("$((") + "\nE",
    "open groups": "FROM a\nRUN <<E\n" + long("(") + "\nE",
    "open variables": "FROM a\nRUN <<E\n" + long("${a:-") + "\nE",
    "backticks": "FROM a\nRUN <<E\n" + long("`\\") + "\nE",
    "heredocs in heredocs": "FROM a\nRUN <<E\n" + long("sh <<A\n") + "\nE",
    "braces": "FROM a\nRUN rm -rf " + "{a,b}" * 10_000,
    "files": "FROM a\nRUN <<E\n" + long("cat >f <<A\nsh f\nA\nsh f\n") + "\nE",
    "options": "FROM a\nRUN apt-get " + "-y " * 20_000 + "install",
    "addresses": "FROM a\nRUN " + "a://b" * 12_000,
    "carriage returns": long("FROM a\r"),
    "nothing at all": "\x00" * 60_000,
    "hashes": long("#\n"),
    "directives": "# escape=`\n" + long("# check=skip=all\n"),
}  # fmt: skip


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL.keys())
def test_what_is_made_to_hang_does_not(text: str) -> None:
    """Endless and deep texts are judged in seconds of this processor's time, whatever they hold."""
    begun = time.process_time()
    judged(text)
    assert time.process_time() - begun < 30
