"""Reads Dockerfiles and judges their text."""

from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, ParseProblem, Stage
from quaycrane.checks.dockerfile.outline import OutlineRow, Problem, outline, problems
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.checks.dockerfile.rule import Finding, Rule, known_rules

__all__ = [
    "Dockerfile",
    "Finding",
    "Instruction",
    "OutlineRow",
    "ParseProblem",
    "Problem",
    "Rule",
    "Stage",
    "known_rules",
    "outline",
    "parse",
    "problems",
]
