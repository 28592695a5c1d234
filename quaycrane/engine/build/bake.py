"""Builds several images that stand on each other, from one bake file."""

import json
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.engine.build.build import BuildOptions, run_build
from quaycrane.engine.connection.command import command_environment, docker_command
from quaycrane.errors import BuildError

if TYPE_CHECKING:
    from quaycrane.engine.connection.connection import Connection


@dataclass(frozen=True)
class Bake:
    """A bake file with the values of its variables.

    Attributes:
        file: The file, in HCL or JSON.
        variables: A value for each of its variables that has another than its default.
    """

    file: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    def contexts(self, targets: Sequence[str]) -> tuple[str, ...]:
        """Return every folder that `targets`, and those that they stand on, take files from.

        Raises:
            BuildError: The file cannot be read, or knows no such target.
        """
        done = subprocess.run(  # noqa: S603 - a list, no shell
            [docker_command(), "buildx", "bake", f"--file={self.file}", "--print", *targets],
            env=self._environment({}),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise BuildError(f"{self.file.name} cannot be read", why=done.stderr.strip())
        targets_known: dict[str, dict[str, Any]] = json.loads(done.stdout)["target"]
        places = [target["context"] for target in targets_known.values()]
        places += [
            place for target in targets_known.values() for place in target.get("contexts", {}).values()
        ]
        return tuple(sorted({place for place in places if ":" not in place}))

    def build(
        self,
        engine: "Connection",
        outputs: Mapping[str, Mapping[str, Any]],
        on_progress: Callable[[str], None] | None = None,
        timeout_seconds: float = 1800,
    ) -> None:
        """Build targets and keep their images.

        Args:
            engine: Where.
            outputs: For each target, its ``tags`` and ``labels``.
            on_progress: Told each step as it begins.
            timeout_seconds: When to give up.

        Raises:
            BuildError: A step failed; what was built before it is kept.
            EngineTimeoutError: It took too long.
            NoEngineError: The engine stopped answering.
        """
        with tempfile.TemporaryDirectory(prefix="quaycrane-bake-") as scratch:
            overlay = Path(scratch, "outputs.json")
            overlay.write_text(json.dumps({"target": outputs}), encoding="utf-8")
            command = [docker_command(), "buildx", "bake", "--progress=rawjson", "--load"]
            command += [f"--file={self.file}", f"--file={overlay}", *outputs]
            options = BuildOptions(timeout_seconds=timeout_seconds, on_progress=on_progress)
            run_build(command, self._environment(engine.environment), options)

    def _environment(self, environment: dict[str, str]) -> dict[str, str]:
        # Its folders may lie anywhere: it is our own file, not a stranger's.
        return command_environment({**self.variables, "BUILDX_BAKE_ENTITLEMENTS_FS": "0", **environment})
