"""Reads the Compose file of a cell as the learner's own Compose will, and starts nothing."""

import os
from dataclasses import dataclass, replace
from pathlib import Path

from quaycrane.checks.compose import Resolved, resolve
from quaycrane.checks.compose.command import overruled
from quaycrane.checks.dockerfile import Problem
from quaycrane.checks.lint.asking import Asking
from quaycrane.checks.lint.compose_texts import base_of, found_in
from quaycrane.checks.lint.source import Source
from quaycrane.checks.severity import Severity


@dataclass(frozen=True)
class Reading:
    """A Compose file as it is understood.

    Attributes:
        path: The file, written already.
        text: Its text.
        own: What the file itself says.
        whole: What it comes to: one such as ``compose.override.yaml`` is laid over the plain one.
    """

    path: Path
    text: str
    own: Resolved
    whole: Resolved


def read(path: Path, text: str) -> Reading:
    """Return what a file means to the learner's own Compose."""
    source = _source(path, text)
    alone = resolve(text, path.parent, variables=os.environ, confined=False)
    base = base_of(source) if alone.problems else None
    if base is None:
        own = overruled(alone, path)
        return Reading(path, text, own, own)
    both = resolve(base.text, path.parent, overrides=(text,), variables=os.environ, confined=False)
    return Reading(path, text, alone, replace(both, positions=alone.positions))


def problems(reading: Reading) -> list[Problem]:
    """Return what is to mend in a file, as `quaycrane check` tells it, without its notes."""
    source = _source(reading.path, reading.text)
    found = sorted(found_in(source, os.environ, Asking()), key=lambda one: one[0])
    return [
        Problem(line, f"{rule.name}: {observed}", rule.why, fix or rule.fix, rule.name, rule.severity)
        for line, rule, observed, fix in found
        if rule.severity is not Severity.NOTE
    ]


def _source(path: Path, text: str) -> Source:
    return Source(path.name, path, text, compose=True)
