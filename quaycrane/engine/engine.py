"""An engine: a connection, and what can be done there."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.engine.build import build as builds
from quaycrane.engine.build.step_sizes import step_sizes
from quaycrane.engine.compose import projects
from quaycrane.engine.connection.connection import Connection
from quaycrane.engine.connection.facts import EngineFacts, engine_facts
from quaycrane.engine.containers import running
from quaycrane.engine.images import layers
from quaycrane.engine.images.layers import HistoryEntry, Layer
from quaycrane.engine.ours import anonymous, labels, names
from quaycrane.engine.terminal import live

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from contextlib import AbstractContextManager


class Engine(Connection):
    """A Docker Engine that answered, or none: then using it raises `NoEngineError`.

    Attributes:
        looks_on: Returns who looks on at a build whose progress nobody else asked for; None for nobody.
    """

    looks_on: "Callable[[], builds.Onlooker | None] | None" = None

    def build(self, context: Path, **options: Any) -> builds.Build:  # noqa: ANN401 - see BuildOptions
        """Build an image with BuildKit.

        Args:
            context: The folder of the build context.
            options: ``dockerfile`` (its text; None takes the one in `context`), ``tag``,
                ``no_cache``, ``labels`` (in place of ours), ``arguments`` (for its ARGs),
                ``secrets`` (values by id, for ``RUN --mount=type=secret``), ``timeout_seconds`` (600),
                ``on_progress`` (called with the name of each step as it begins), ``onlooker`` (see
                `Onlooker`).

        Raises:
            BuildError: An instruction failed, or the Dockerfile cannot be read.
            EngineTimeoutError: It took too long.
            NoEngineError: There is no engine, or it stopped answering.
        """
        if self.looks_on and "on_progress" not in options:
            options.setdefault("onlooker", self.looks_on())
        return builds.build(self, Path(context), builds.BuildOptions(**options))

    def build_until(
        self,
        context: Path,
        enough: "Callable[[tuple[builds.BuildStep, ...]], bool]",
        **options: Any,  # noqa: ANN401 - see BuildOptions
    ) -> tuple[builds.BuildStep, ...]:
        """Build until the steps say what is asked, and keep no image; return the steps so far.

        Args:
            context: The folder of the build context.
            enough: Told the steps each time one begins; the build stops when it answers true.
            options: As for `build`.

        Raises:
            BuildError, EngineTimeoutError, NoEngineError: As `build` does, before it was stopped.
        """
        asked = builds.BuildOptions(enough=enough, **options)
        return builds.build_until(self, Path(context), asked)

    def running(
        self,
        image: str,
        command: str | list[str] | None = None,
        *,
        ports: "Sequence[int]" = (),
        **options: Any,  # noqa: ANN401 - the SDK's own
    ) -> "AbstractContextManager[running.Running]":
        """Run a container until the block ends; see `quaycrane.engine.containers.running.running.running`."""
        return running.running(self, image, command, ports=ports, **options)

    def docker(
        self, arguments: "Sequence[str]", on_text: "Callable[[str], None]", *, typed: str | None = None
    ) -> int:
        """Run a `docker` command line as a person would; see `quaycrane.engine.terminal.live.run_live`."""
        return live.run_live(self, arguments, on_text, typed=typed)

    def name(self, word: str) -> str:
        """Return a name of this run's own, as ``web-3f9a`` for ``web``: the same at each call."""
        return names.own_name(word)

    def fresh(self, word: str) -> str:
        """Return the same name, after removing the container, network and volume that we gave it to."""
        return names.fresh_name(self.client, word)

    def facts(self) -> EngineFacts:
        """Return what the engine tells of itself."""
        return engine_facts(self.client)

    def layers(self, reference: str) -> tuple[Layer, ...]:
        """Return the layers of an image, bottom first."""
        return layers.layers(self.client, reference)

    def history(self, reference: str) -> tuple[HistoryEntry, ...]:
        """Return the history of an image, oldest entry first."""
        return layers.history(self.client, reference)

    def step_sizes(self, image_id: str, names: "Iterable[str]") -> dict[str, int]:
        """Return the bytes of a build's steps; see `quaycrane.engine.build.step_sizes.step_sizes`."""
        return step_sizes(self.client, image_id, names)

    def sweep(self, run: str | None = None) -> int:
        """Remove what `run` left (None: what runs left whose process is gone); return how many."""
        removed = labels.sweep(self.client, run) + projects.sweep_projects(self.client, run)
        return removed + (anonymous.remove_noted(self.client.api) if run is not None else 0)

    def sweep_own(self) -> int:
        """Remove what this process made on the engine; return how many things."""
        return self.sweep(labels.run_name())
