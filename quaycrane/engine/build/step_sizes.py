"""Gives the steps of a build the bytes of the layers that they made."""

from collections.abc import Iterable
from dataclasses import replace
from functools import cache, partial
from typing import TYPE_CHECKING

from quaycrane.engine.build.record import BuildStep, step_of
from quaycrane.engine.images.layers import history
from quaycrane.engine.images.weighing import gives_file_sizes

if TYPE_CHECKING:
    from docker import DockerClient


def with_sizes(client: "DockerClient", image_id: str, steps: tuple[BuildStep, ...]) -> tuple[BuildStep, ...]:
    """Return the steps with their sizes: at once where the engine knows them, else when they are asked for.

    BuildKit numbers only steps that touch files, and each makes one layer on top of the base's.
    """
    if not steps:
        return steps

    @cache
    def made() -> list[int]:
        return [entry.size_bytes for entry in history(client, image_id) if entry.makes_layer]

    if gives_file_sizes(client):
        made()
    final = _final_stage(steps)
    own = [step for step in steps if step.stage == final and not step.is_base]

    def weigh(place: int) -> int:
        layers = made()
        return layers[len(layers) - len(own) + place] if len(layers) >= len(own) else 0

    weights = {step: partial(weigh, place) for place, step in enumerate(own)}
    return tuple(replace(step, _weigh=weights.get(step)) for step in steps)


def step_sizes(client: "DockerClient", image_id: str, names: Iterable[str]) -> dict[str, int]:
    """Return what steps of an image's last stage added to it, in bytes by their place, as ``2/5``.

    Args:
        client: Of the engine that built it.
        image_id: The image.
        names: The steps as BuildKit prints them.

    Returns:
        Nothing where the engine would have to read each layer for it.
    """
    told = {step: name for name in names if (step := step_of(name))}
    if not told or not gives_file_sizes(client):
        return {}
    final = _final_stage(tuple(told))
    steps = with_sizes(client, image_id, tuple(sorted(told, key=lambda step: (step.stage, step.number))))
    return {
        told[step].partition("]")[0].rpartition(" ")[2].strip("["): step.size_bytes
        for step in steps
        if step.stage == final and not step.is_base
    }


def _final_stage(steps: tuple[BuildStep, ...]) -> str:
    numbered = [step.stage for step in steps if step.stage.startswith("stage-")]
    return max(numbered, key=lambda name: int(name.removeprefix("stage-"))) if numbered else steps[-1].stage
