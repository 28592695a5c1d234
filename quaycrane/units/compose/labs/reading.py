"""What a Compose file comes to, read and not started."""

from dataclasses import dataclass
from typing import Any


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
    graph: Any
