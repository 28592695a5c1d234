"""Runs units in a simulated pod of Binder: `python -m bench.pocket [--keep FOLDER] [UNIT...]`.

The pod is that of tests/pocket: one user without rights, one processor, 2 GB, no KVM. Each unit, by default
each of the first three, runs from top to bottom on the pocket engine, as a learner has it done, and once more
as it was recorded. The table is the one in docs/anywhere.md. In FOLDER the pocket engine stays as it was
built, for the next time.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quaycrane import kit
from quaycrane.engine import Engine, Kind, connect
from tests.pocket.pod import BUILT, IMAGE, Pod, pod, settle

_OWN_CORE = {"cgroup_parent": "/", "cpu_shares": 10240}
"""On a machine that does other things as well, the pod has about the one processor that it is given."""

_POCKET = "python -m bench.as_learners /tmp/course {unit} && quaycrane run --course /tmp/course {unit}"
_RECORDED = "rm -rf /tmp/{unit}; cp -r source/{unit} /tmp && cd /tmp/{unit} && jupyter execute *.ipynb"
_READY = "binder/start true; quaycrane pocket start"
_LOOK = """
echo 0 >/tmp/most
while sleep 1; do
  now=$(awk '$1 == "total_rss" || $1 == "anon" { print $2; exit }' /sys/fs/cgroup/memory/memory.stat \
    /sys/fs/cgroup/memory.stat 2>/dev/null)
  [ "${now:-0}" -le "$(cat /tmp/most)" ] || echo "$now" >/tmp/most
done
"""
_EMULATOR = "grep VmHWM /proc/$(cat {built}/run/pid)/status || echo VmHWM: 0"


def main(arguments: argparse.Namespace) -> None:
    """Print a row for each unit and rung as it ends."""
    engine = connect()
    if engine.kind is Kind.NONE:
        sys.exit("No Docker Engine answers: ./course engine start")
    source = kit.project_root() / "source"
    units = arguments.units or sorted(path.name for path in source.iterdir())[:3]
    kit.ensure(engine, [IMAGE, *kit.needed_by(units)])
    with (
        tempfile.TemporaryDirectory() as scratch,
        _kept(arguments.keep, Path(scratch)) as built,
        pod(engine, Path(scratch), built, **_OWN_CORE) as running,
    ):
        prepared = settle(running)
        if (built / "disk.img").exists():
            prepared.run("./binder/postBuild", QUAYCRANE_NO_POCKET="1")
        else:
            _build(engine, prepared, units, Path(scratch, "kit"))
        running.container.exec_run(["sh", "-c", _LOOK], detach=True)
        print("| unit | rung | seconds | the pod's most memory | the emulator's |\n|---|---|---|---|---|")
        for unit in units:
            for rung in arguments.rungs:
                _row(prepared, unit, rung)


@contextmanager
def _kept(folder: Path | None, scratch: Path) -> Iterator[Path]:
    """Give the folder in which the pocket engine is built, which the pod's user may write."""
    scratch.chmod(0o755)
    built = (folder or scratch / "built").absolute()
    built.mkdir(parents=True, exist_ok=True)
    built.chmod(0o777)
    yield built


def _build(engine: Engine, prepared: Pod, units: list[str], archive: Path) -> None:
    images = kit.needed_by(units)
    kit.save(engine, archive, images)
    archive.chmod(0o644)
    begun = time.monotonic()
    prepared.run("./binder/postBuild", QUAYCRANE_KIT=str(archive), QUAYCRANE_POCKET_IMAGES=" ".join(images))
    print(f"built with {', '.join(images)}: {time.monotonic() - begun:.0f} s", flush=True)


def _row(prepared: Pod, unit: str, rung: str) -> None:
    """Run a unit on a rung and print how long it took, or how it failed."""
    ready = ""
    if rung == "pocket":
        ready = f" (ready after {_seconds(prepared, _READY)})"
    prepared.run("echo 0 >/tmp/most")
    script = {"pocket": _POCKET, "recorded": _RECORDED}[rung].format(unit=unit)
    told = _seconds(prepared, script, **({} if rung == "pocket" else {"QUAYCRANE_NO_POCKET": "1"}))
    most = int(prepared.run("cat /tmp/most")) / 1e6
    emulator = ""
    if rung == "pocket":
        emulator = f"{int(prepared.run(_EMULATOR.format(built=BUILT)).split()[1]) * 1024 / 1e6:.0f} MB"
        prepared.run("quaycrane pocket stop")
    print(f"| {unit} | {rung} | {told}{ready} | {most:.0f} MB | {emulator} |", flush=True)


def _seconds(prepared: Pod, script: str, **environment: Any) -> str:  # noqa: ANN401 - the SDK's
    begun = time.monotonic()
    try:
        print(prepared.run(script, **environment)[-1500:], file=sys.stderr, flush=True)
    except AssertionError as error:
        print(error, file=sys.stderr, flush=True)
        return f"failed after {time.monotonic() - begun:.0f} s: {str(error)[-300:]!r}"
    return f"{time.monotonic() - begun:.0f} s"


if __name__ == "__main__":
    read = argparse.ArgumentParser(description=__doc__)
    read.add_argument("--keep", type=Path, metavar="FOLDER")
    read.add_argument("--rungs", nargs="+", choices=["pocket", "recorded"], default=["pocket", "recorded"])
    read.add_argument("units", nargs="*", metavar="UNIT")
    main(read.parse_args())
