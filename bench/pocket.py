"""Runs units in a simulated pod of Binder: `python -m bench.pocket [UNIT...]`, the first three by default.

The pod is that of tests/pocket: one user without rights, one processor, 2 GB, no KVM. Each unit runs from top
to bottom on the pocket engine, and once more as it was recorded. The table is the one in docs/anywhere.md.
"""

import sys
import tempfile
import time
from pathlib import Path

from quaycrane import kit
from quaycrane.engine import Kind, connect
from tests.pocket.pod import IMAGE, Pod, pod, settle

_POCKET = "quaycrane run {unit}"
_RECORDED = "cp -r release/{unit} /tmp && cd /tmp/{unit} && jupyter execute *.ipynb"
_PEAK = "cat /sys/fs/cgroup/memory/memory.max_usage_in_bytes /sys/fs/cgroup/memory.peak 2>/dev/null || true"


def main(units: list[str]) -> None:
    """Print a row for each unit and rung as it ends."""
    engine = connect()
    if engine.kind is Kind.NONE:
        sys.exit("No Docker Engine answers: ./course engine start")
    source = kit.project_root() / "source"
    units = units or sorted(path.name for path in source.iterdir())[:3]
    kit.ensure(engine, [IMAGE, *kit.needed_by(units)])
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        archive = Path(folder, "kit")
        kit.save(engine, archive, kit.needed_by(units))
        archive.chmod(0o644)
        with pod(engine, Path(folder)) as running:
            prepared = settle(running)
            images = " ".join(kit.needed_by(units))
            begun = time.monotonic()
            prepared.run("./binder/postBuild", QUAYCRANE_KIT=str(archive), QUAYCRANE_POCKET_IMAGES=images)
            print(f"built with {images}: {time.monotonic() - begun:.0f} s")
            print("| unit | rung | seconds | the pod's most memory |\n|---|---|---|---|")
            for unit in units:
                row(prepared, unit, "pocket", _POCKET)
                row(prepared, unit, "recorded", _RECORDED, QUAYCRANE_NO_POCKET="1")
                prepared.run("quaycrane pocket stop")


def row(prepared: Pod, unit: str, rung: str, script: str, **environment: str) -> None:
    """Run a unit on a rung and print how long it took, or how it failed."""
    begun = time.monotonic()
    try:
        prepared.run(script.format(unit=unit), **environment)
        seconds = f"{time.monotonic() - begun:.0f}"
    except AssertionError as error:
        seconds = f"failed: {str(error)[-300:]!r}"
    peak = max((int(line) for line in prepared.run(_PEAK).split()), default=0)
    print(f"| {unit} | {rung} | {seconds} | {peak / 1e6:.0f} MB |", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
