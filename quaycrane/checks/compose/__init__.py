"""Reads Compose files as `docker compose` does, and judges what they mean."""

from quaycrane.checks.compose.graph import Dependency, ServiceGraph, ServiceNode, service_graph
from quaycrane.checks.compose.policy import refused
from quaycrane.checks.compose.resolve import Resolved, resolve, spots_of
from quaycrane.checks.compose.rule import Finding, Rule, known_rules
from quaycrane.checks.compose.spots import Problem

__all__ = [
    "Dependency",
    "Finding",
    "Problem",
    "Resolved",
    "Rule",
    "ServiceGraph",
    "ServiceNode",
    "known_rules",
    "refused",
    "resolve",
    "service_graph",
    "spots_of",
]
