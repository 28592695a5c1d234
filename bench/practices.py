"""Measures unit 04's practices, and lets linters judge its clinic: `python -m bench.practices`.

It writes docs/practices.md: bytes, seconds and rights before and after in one table, the patients in another.
"""

import os
import re
import shutil
import subprocess
import tempfile
from itertools import pairwise
from pathlib import Path

from quaycrane.checks import check
from quaycrane.checks.lint.source import Source
from quaycrane.checks.lint.texts import lint_text
from quaycrane.engine import Engine, connect
from quaycrane.kit import project_root
from quaycrane.units.writing_dockerfiles import labs
from tests.notebooks.asked import asked

UNIT = "04-writing-dockerfiles"
HEAD = """# What each practice is worth, and what a linter sees of it

Written by `python -m bench.practices`, with {engine}, from the files of unit 04.
Sizes are the sums of layers. The seconds are of one run, while {load:.0f} processes wanted {processors}
processors: of much more than one each they tell little.

| practice | image | build from nothing | after an edit of one component | rights, and what else |
|---|---|---|---|---|
"""
CLINIC = """
## The clinic: five sick Dockerfiles

Of `mono` the sick file is `.dockerignore`; the linters read the Dockerfile beside it, which is ours.

| patient | hadolint | `docker build --check` | `quaycrane check` | our checks of behaviour, sick | mended |
|---|---|---|---|---|---|
"""
BASES = ("node:24", "node:24-alpine")
FOUND = (
    "echo $(find / -xdev -type f -perm -4000 | wc -l) set-uid, "
    "$(cat /var/lib/dpkg/status /lib/apk/db/installed 2>/dev/null | grep -cE '^(Package|P):') packages"
)


def main() -> None:
    """Measure, and write the page."""
    engine = connect()
    with tempfile.TemporaryDirectory() as scratch:
        unit = Path(shutil.copytree(project_root() / "source" / UNIT, Path(scratch, "unit")))
        os.chdir(unit)
        rows = [*_shrinking(engine), *_others(engine)]
        patients = [_patient(engine, unit, name) for name in ("order", "signal", "probe", "baggage", "mono")]
        os.chdir(project_root())
    engine.sweep_own()
    page = (
        HEAD.format(engine=engine.describe(), load=os.getloadavg()[0], processors=os.cpu_count())
        + _lines(rows)
        + CLINIC
        + _lines(patients)
    )
    Path("docs/practices.md").write_text(page, encoding="utf-8")


def _shrinking(engine: Engine) -> list[list[str]]:
    """Return a row for each step of the front end: what it was, and what it became."""
    steps = labs.shrinking(engine, on_progress=print).steps
    brought = [_says(engine, base, FOUND) for base in BASES]
    rows = []
    for before, after in pairwise(steps):
        rights = [f"user {before.user} → {after.user}"] if before.user != after.user else []
        if before.holds_secret != after.holds_secret:
            rights.append(
                f"`.env` in the image → not, sent {_mb(before.sent_bytes)} → {_mb(after.sent_bytes)}"
            )
        if after.practice == "+ small base":
            rights.append(f"base: {brought[0]} → {brought[1]}")
        edits = [f"{one.edit_seconds:.1f} s, {len(one.rerun)} steps" for one in (before, after) if one.rerun]
        rows.append([
            after.practice.removeprefix("+ "),
            f"{_mb(before.size_bytes)} → {_mb(after.size_bytes)}",
            " → ".join(f"{one.build_seconds:.1f} s" for one in (before, after) if one.build_seconds)
            if after.build_seconds
            else "the same steps",
            " → ".join(edits) if after.rerun else "the same steps",
            "; ".join(rights) or "the same",
        ])  # fmt: skip
    return rows


def _others(engine: Engine) -> list[list[str]]:
    """Return rows of the practices that the front end's steps do not show."""
    sizes = []
    for name in ("apart", "joined"):
        built = engine.build(Path("steps"), dockerfile=Path(f"steps/{name}.Dockerfile").read_text())
        sizes.append(sum(layer.size_bytes for layer in engine.layers(built.image_id)))
    ends = {one.form: one for one in labs.endings(engine).endings}
    shell, handler = ends["shell form, handler"], ends["exec form, handler"]
    stops = f"{shell.seconds:.1f} → {handler.seconds:.1f} s, code {shell.code} → {handler.code}"
    timed = labs.installs(engine).seconds
    clean, install = (min(timed[one]) for one in ("npm ci", "npm install"))
    lock = "fails where manifest and lock file differ"
    return [
        ["joined RUN, cleaned up in it", f"{_mb(sizes[0])} → {_mb(sizes[1])}", "", "", "the same"],
        ["`npm ci` for `npm install`", "", f"{install:.1f} → {clean:.1f} s, the step alone", "", lock],
        ["exec form and a handler", "", "", "", f"`docker stop` takes {stops}"],
    ]


def _patient(engine: Engine, unit: Path, name: str) -> list[str]:
    """Return the row of a patient: what each linter says of it, and which of our checks fail."""
    folder = unit / "clinic" / name
    sick = next(folder.glob("sick.*"))
    text = folder / "image.Dockerfile" if name == "mono" else sick
    answer = folder / ("." + sick.suffix[1:] if name == "mono" else "Dockerfile")
    shutil.copy(sick, answer)
    hadolint = subprocess.run(["hadolint", text], capture_output=True, text=True, check=False)
    said: list[str] = []
    engine.docker(["build", "--check", "-f", str(text), str(folder)], said.append)
    ours = lint_text(Source("Dockerfile", text, text.read_text(), compose=False), {})
    checks = asked(UNIT)[f"clinic/{name}"]
    failed = check(folder, *checks).failed
    shutil.copy(project_root() / "answers" / UNIT / "reference" / "clinic" / name / answer.name, answer)
    mended = check(folder, *checks)
    warned = "no warnings" if "no warnings found" in "".join(said) else "warns"
    return [
        name,
        hadolint.stdout.strip() or "nothing",
        warned,
        ", ".join(one.rule.name for one in ours) or "nothing",
        f"{len(failed)} of {len(checks)} fail: {', '.join(re.sub(r'[(].*', '', one) for one in failed)}",
        f"{len(checks) - len(mended.failed)} of {len(checks)} pass",
    ]


def _says(engine: Engine, image: str, script: str) -> str:
    """Return what a script prints in a new container of an image."""
    return engine.client.containers.run(image, ["sh", "-c", script], remove=True).decode().strip()


def _mb(size_bytes: int) -> str:
    return f"{size_bytes / 1e6:.1f} MB"


def _lines(rows: list[list[str]]) -> str:
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


if __name__ == "__main__":
    main()
