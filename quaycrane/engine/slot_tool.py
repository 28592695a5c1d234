"""Runs a command that reads students' text where there is nothing but that text."""

import io
import tarfile
import uuid
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from docker import errors

from quaycrane.engine.failures import explained

if TYPE_CHECKING:
    from docker.models.containers import Container

MOST_PRINTED_BYTES = 4_000_000
"""As much as a tool may print; the rest is cut off."""

_KILLED = {124, 137, 143}


@dataclass(frozen=True)
class ToolRun:
    """How a tool ended.

    Attributes:
        code: Its exit code.
        printed: Its standard output.
        complained: Its standard error.
        in_time: Whether it ended by itself.
        folder: Where the files were.
    """

    code: int
    printed: str
    complained: str
    in_time: bool
    folder: str


def run_tool(
    container: "Container", command: list[str], files: Mapping[str, bytes], timeout_seconds: int
) -> ToolRun:
    """Run a command inside a slot's container, as nobody, in a folder that holds `files` and goes away after.

    Args:
        container: The slot's.
        command: As ``["docker", "compose", "config"]``.
        files: Their contents, by relative path.
        timeout_seconds: When it is killed.

    Raises:
        QuaycraneError: The slot did not answer.
    """
    folder = f"/tmp/{uuid.uuid4().hex}"  # noqa: S108 - in the slot, and gone after
    with explained():
        container.put_archive("/tmp", _packed(folder.removeprefix("/tmp/"), files))  # noqa: S108 - the same
        try:
            line = ["timeout", "-s", "KILL", str(timeout_seconds), "/slot/tool", folder, *command]
            code, (printed, complained) = container.exec_run(line, demux=True)
        finally:
            with suppress(errors.APIError):
                container.exec_run(["rm", "-rf", folder])
    return ToolRun(int(code or 0), _text(printed), _text(complained), code not in _KILLED, folder)


def _text(printed: Any) -> str:  # noqa: ANN401 - the SDK's types do not know about demux
    return (printed or b"")[:MOST_PRINTED_BYTES].decode("utf-8", "replace")


def _packed(folder: str, files: Mapping[str, bytes]) -> bytes:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name in (folder, *sorted({f"{folder}/{parent}" for path in files for parent in _parents(path)})):
            entry = tarfile.TarInfo(name)
            entry.type, entry.mode = tarfile.DIRTYPE, 0o755
            archive.addfile(entry)
        for path, content in files.items():
            entry = tarfile.TarInfo(f"{folder}/{path}")
            entry.size, entry.mode = len(content), 0o644
            archive.addfile(entry, io.BytesIO(content))
    return packed.getvalue()


def _parents(path: str) -> list[str]:
    parts = path.split("/")[:-1]
    return ["/".join(parts[: end + 1]) for end in range(len(parts))]
