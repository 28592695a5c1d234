"""Reads Compose files as `docker compose` does, and judges what they mean."""

from quaycrane.checks.compose.graph import Dependency, ServiceGraph, ServiceNode, service_graph
from quaycrane.checks.compose.outline import OutlineRow, outline
from quaycrane.checks.compose.policy import refusals, refused
from quaycrane.checks.compose.resolve import Resolved, resolve, spots_of
from quaycrane.checks.compose.rule import Finding, Rule, known_rules
from quaycrane.checks.compose.spots import Problem

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
    "refusals",
    "refused",
    "resolve",
    "service_graph",
    "spots_of",
]
