"""Makes stand-in images by their recipes."""

import platform
import re
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import Bake, explained
from quaycrane.errors import QuaycraneError
from quaycrane.kit.catalogue import KitImage, project_root
from quaycrane.kit.materials import gather, lockfiles_hash, store, write_settings
from quaycrane.kit.provenance import DIFFERS_LABEL, MADE_OF_LABEL, RECIPE_LABEL, STAND_IN_LABEL
from quaycrane.kit.state import look_up

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_PROCESSORS = {"x86_64": "amd64", "aarch64": "arm64"}

OnBytes = Callable[[int, int], None]


def make(
    engine: "Engine",
    images: Sequence[KitImage],
    on_progress: Callable[[str], None],
    on_bytes: OnBytes,
    *,
    offline: bool = False,
) -> None:
    """Make stand-ins and put them onto the engine under their references.

    Args:
        engine: Where.
        images: Which.
        on_progress: Told what is being done.
        on_bytes: Told the bytes of the images that are made, and of all that are to be.
        offline: Whether to use only what this machine has gathered before.

    Raises:
        QuaycraneError: What a recipe needs cannot be had.
        BuildError: A recipe failed.
    """
    _same_processor(engine)
    sizes = {image.target: image.size_bytes for image in images}
    made: set[str] = set()

    def step(name: str) -> None:
        if (match := re.match(r"\[(\S+)\] exporting", name)) and match[1] in sizes:
            made.add(match[1])
            on_bytes(sum(sizes[target] for target in made), sum(sizes.values()))
        on_progress(f"making {name.splitlines()[0]}")

    on_bytes(0, sum(sizes.values()))
    with _recipes() as bake:
        places = [place for place in bake.contexts(list(sizes)) if Path(place).is_relative_to(store())]
        gather(places, on_progress, offline=offline)
        with _tidy(engine, images):
            bake.build(
                engine,
                {image.target: {"tags": [image.reference], "labels": _labels(image)} for image in images},
                step,
            )


def _same_processor(engine: "Engine") -> None:
    """Refuse an engine on another kind of processor: what is gathered is for this machine's."""
    with explained():
        engine_s = str(engine.client.version()["Arch"])
    here = _PROCESSORS.get(platform.machine(), platform.machine())
    if engine_s != here:
        raise QuaycraneError(
            f"Stand-ins that are made here are for {here}, and the engine is {engine_s}",
            fix="Load an archive that was made on a machine like the engine's: quaycrane kit load FILE",
        )


@contextmanager
def _recipes() -> Iterator[Bake]:
    kit = project_root() / "kit"
    with tempfile.TemporaryDirectory(prefix="quaycrane-kit-") as machine:
        write_settings(Path(machine, "settings"))
        variables = {"KIT": kit, "MATERIALS": store(), "MACHINE": machine, "LOCKFILES": lockfiles_hash()}
        yield Bake(kit / "docker-bake.hcl", {name: str(value) for name, value in variables.items()})


@contextmanager
def _tidy(engine: "Engine", images: Sequence[KitImage]) -> Iterator[None]:
    """Remove the stand-ins that lose their names to newer ones, where nothing stands on them."""
    before = [image for image in (look_up(engine, image.reference) for image in images) if image]
    yield
    for image in before:
        now = look_up(engine, image.id)
        if now is not None and not now.tags and STAND_IN_LABEL in now.labels:
            with suppress(QuaycraneError), explained():
                engine.client.images.remove(image.id)


def _labels(image: KitImage) -> dict[str, str]:
    return {
        STAND_IN_LABEL: image.reference,
        MADE_OF_LABEL: image.made_of,
        DIFFERS_LABEL: image.differs,
        RECIPE_LABEL: image.fingerprint,
    }
