"""Reads Compose files as `docker compose` does, and judges what they mean."""

from quaycrane.checks.compose.graph import Dependency, ServiceGraph, ServiceNode, service_graph
from quaycrane.checks.compose.outline import OutlineRow, outline
from quaycrane.checks.compose.policy import refusals, refused
from quaycrane.checks.compose.positions import Problem
from quaycrane.checks.compose.resolve import Resolved, positions_of, resolve
from quaycrane.checks.compose.rule import Finding, Rule, known_rules

__all__ = [
    "Dependency",
    "Finding",
    "OutlineRow",
    "Problem",
    "Resolved",
    "Rule",
    "ServiceGraph",
    "ServiceNode",
    "known_rules",
    "outline",
    "positions_of",
    "refusals",
    "refused",
    "resolve",
    "service_graph",
]
