"""Where variables are supposed to be set, nothing is told that hangs on them, and all else is."""

from pathlib import Path

import pytest

from quaycrane.checks.compose import resolve

HEAD = "services:\n  a:\n    image: x\n"
HANGING = [
    "privileged: $P",
    "scale: $N",
    "ports: ['$ADDRESS:$P:80']",
    "ports: [{target: $P, published: '$Q'}]",
    "mem_limit: $M",
    "deploy: {resources: {limits: {memory: $M}, reservations: {devices: [{capabilities: [x], count: $N}]}}}",
    "network_mode: 'service:$OTHER'",
    "links: ['$OTHER']",
    "volumes: ['$V:/data']",
    "secrets: ['$S']",
    "healthcheck: {test: a, interval: $I, retries: $R}",
    "pull_policy: $P",
    "restart: ${R:?it must be set}",
    "env_file: $E",
    "stop_grace_period: ${G}",
    "security_opt: ['$A', '$B']",
    "extends: {file: '${F}', service: a}",
]
TOLD = [
    "privileged: ${P:-maybe}",
    "scale: ${N:-many}",
    "ports: ['${P:-no}:80']",
    "foo: {a: [$P]}",
    "mem_limit: ${M:-much}",
    "depends_on: {b: {condition: service_started}}",
    "restart: ${",
    "develop: {watch: [{path: $P, action: sync}]}",
    "volumes: [{type: bind, target: $T}]",
]


@pytest.mark.parametrize("line", HANGING)
def test_what_hangs_on_a_variable_is_not_told(line: str, tmp_path: Path) -> None:
    """A variable that is not set will be, with a value that fits."""
    assert resolve(f"{HEAD}    {line}\n", tmp_path, supposing=True).problems == ()


@pytest.mark.parametrize("line", TOLD)
def test_what_is_wrong_whatever_they_are_is_told(line: str, tmp_path: Path) -> None:
    """A default that does not fit, and a wrong key that holds a variable, are told at their line."""
    problems = resolve(f"{HEAD}    {line}\n", tmp_path, supposing=True).problems
    assert [problem.line for problem in problems] == [4]
