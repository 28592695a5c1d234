"""Reads a Compose text as Compose would, for the explorer: order, graph and findings, nothing started."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from quaycrane.checks.compose import Dependency, ServiceGraph, known_rules, resolve, service_graph
from quaycrane.checks.severity import Severity


@dataclass(frozen=True)
class Reading:
    """What a text means.

    Attributes:
        problems: Line and sentence of each thing that Compose does not take.
        findings: Line, rule and sentence of each thing to mend.
        waves: The services in the order of their start: those of a wave wait for nobody in it.
        graph: What `service_graph` draws; None where there is none.
    """

    problems: tuple[tuple[int, str], ...]
    findings: tuple[tuple[int, str, str], ...]
    waves: tuple[tuple[str, ...], ...]
    graph: ServiceGraph | None


def read_stack(text: str, folder: Path | str = ".") -> Reading:
    """Return what a text comes to.

    Args:
        text: A Compose file's text.
        folder: Where it is thought to lie.
    """
    resolved = resolve(text, Path(folder))
    problems = tuple((problem.line, problem.what) for problem in resolved.problems)
    if problems or not resolved.services:
        return Reading(problems, (), (), None)
    findings = sorted(
        (finding.line, rule.name, finding.fix or finding.observed)
        for rule in known_rules()
        if rule.severity is not Severity.NOTE
        for finding in rule.findings(resolved)
    )
    graph = service_graph(resolved.model, "the text above")
    waves = _waves([node.name for node in graph.services], graph.dependencies)
    return Reading((), tuple(findings), waves, graph)


def _waves(services: Sequence[str], dependencies: Sequence[Dependency]) -> tuple[tuple[str, ...], ...]:
    """Return the services in the order of their start; those in a circle are never told to start."""
    needs: Mapping[str, set[str]] = {
        name: {dependency.needs for dependency in dependencies if dependency.service == name}
        for name in services
    }
    waves: list[tuple[str, ...]] = []
    begun: set[str] = set()
    while wave := tuple(name for name in services if name not in begun and needs[name] <= begun):
        waves.append(wave)
        begun |= set(wave)
    return tuple(waves)
