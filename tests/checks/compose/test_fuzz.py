"""Nothing that is written into a Compose file makes the reader raise or hang."""

import json
import os
import random
from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks import known_checks
from quaycrane.checks.compose import known_rules, outline, refusals, resolve
from quaycrane.checks.compose.reader import read

known_checks()
CORPUS = Path(__file__).parent / "corpus"
SEEDS = [path.read_text() for path in sorted(CORPUS.rglob("*.yaml"))]
SEEDS += [text for rule in known_rules() for text in (rule.bad, rule.good)]
VALUES = [read(rule.bad)[0].value for rule in known_rules()]
VALUES += [read(path.read_text())[0].value for path in sorted(CORPUS.glob("*/compose.yaml"))]
FILES = int(os.environ.get("QUAYCRANE_FUZZED_FILES", "2000"))
PARTS = 8
PIECES = [
    "\n", " ", "  ", "\t", ":", ": ", "- ", "[", "]", "{", "}", ",", "#", "&a ", "*a", "<<: *a", "<<: ",
    "!reset ", "!override ", "!!int ", "!!binary ", "|", ">", "'", '"', "\\", "%", "@", "`", "?", "? ", "...",
    "---\n", "\x00", "\ufeff", "é", "\u2028", "$", "${", "${A", "${A:-", "${A:?x}", "}", "null", "~", "true",
    "-1", "1e999", ".nan", "0x", "9" * 30, "2001-01-01", "services:", "image: x", "extends: web",
    "extends: {file: compose.yaml, service: web}", "include: [compose.yaml]", "env_file: /etc/passwd",
    "volumes: ['a:b:c:d']", "ports: ['1-65535:1-65535']", "ports: [{target: x}]", "depends_on: {web: null}",
    "deploy: {resources: 1}", "healthcheck: {test: [1]}", "networks: {a: {b: c}}", "build: {context: null}",
    "ulimits: {a: b}", "[" * 50, "{a: " * 50, "a" * 3000,
]  # fmt: skip
ODD: list[Any] = [
    None, True, False, 0, -1, 2**70, 1.5, "", "x", "a:b:c", "=", "$", "/", "..", "1-2", [], [None], [[]],
    [{}], ["a", "a"], [1], {}, {"": None}, {"a": None}, {"x": {"y": []}}, {"condition": []}, {"driver": {}},
]  # fmt: skip


def twisted(chance: random.Random) -> str:
    """Return a file in which some values, well written, are none that belong there."""
    value = chance.choice(VALUES)
    for _ in range(chance.randint(1, 3)):
        value = _twist(value, chance)
    return json.dumps(value)


def _twist(value: Any, chance: random.Random) -> Any:
    """Return a copy with one value changed somewhere below."""
    if not value or not isinstance(value, dict | list) or chance.random() < 0.15:
        return chance.choice(ODD)
    if isinstance(value, list):
        place = chance.randrange(len(value))
        return [_twist(item, chance) if at == place else item for at, item in enumerate(value)]
    key = chance.choice(list(value))
    return {name: _twist(item, chance) if name == key else item for name, item in value.items()}


def fuzzed(chance: random.Random) -> str:
    """Return a text that was broken, spliced and mended by chance."""
    text = chance.choice(SEEDS)
    for _ in range(chance.randint(1, 8)):
        at, length = chance.randint(0, len(text)), chance.choice((0, 0, 1, 2, 5, 30))
        kind = chance.random()
        if kind < 0.6:
            new = chance.choice(PIECES)
        elif kind < 0.8:
            other = chance.choice(SEEDS)
            begin = chance.randint(0, len(other))
            new = other[begin : begin + chance.randint(1, 80)]
        else:
            new = "".join(chr(chance.randint(1, 0x2FF)) for _ in range(chance.randint(1, 4)))
        text = text[:at] + new + text[at + length :]
    return text


@pytest.mark.sampled(4)
@pytest.mark.parametrize("part", range(PARTS))
def test_nothing_makes_the_reader_raise(part: int, tmp_path: Path) -> None:
    """Each text is read, told, judged by every rule and the policy; what is told has lines that it has."""
    chance = random.Random(part)  # noqa: S311 - a repeatable choice, no secret
    for _ in range(FILES // PARTS):
        text = chance.choice((fuzzed, twisted))(chance)
        (tmp_path / "compose.yaml").write_text(text, encoding="utf-8")
        resolved = resolve(text, tmp_path, variables={"A": "x"})
        lines = text.count("\n") + 1
        assert all(1 <= problem.line <= lines for problem in resolved.problems), text
        for rule in known_rules():
            assert all(1 <= finding.line <= lines for finding in rule.findings(resolved)), text
        told = [one.line for one in outline(resolved, tmp_path)]
        told += [one.line for one in refusals(resolved, str(tmp_path))]
        assert all(1 <= line <= lines for line in told), text
