"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.images_and_containers.labs import ContainerEnd, Phase, Sample, Stops, Use, Way
from tests.figures.results import PROVENANCE

_CPU = {Phase.BUSY: 49.0, Phase.PAUSED: 0.0, Phase.IDLE: 0.1, Phase.STOPPED: 0.0}


def use(*phases: Phase, cpu: float | None = None) -> Use:
    """Return three looks at each phase, all phases for none given."""
    samples: list[Sample] = []
    for phase in phases or tuple(Phase):
        memory = 0 if phase is Phase.STOPPED else 47_000_000
        for _ in range(3):
            used = _CPU[phase] if cpu is None else cpu
            samples.append(Sample(phase, 0.8 * (len(samples) + 1), used, memory))
    return Use(tuple(samples), PROVENANCE)


def stops(deaf_code: int = 137) -> Stops:
    """Return one ending of each way."""
    endings = (
        ContainerEnd(Way.DEAF, 10.3, deaf_code),
        ContainerEnd(Way.INIT, 0.2, 143),
        ContainerEnd(Way.HANDLER, 0.2, 0),
        ContainerEnd(Way.BUSY, 4.1, 0),
    )
    return Stops(endings, PROVENANCE)
