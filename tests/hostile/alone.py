"""Grades each hostile submission in a class of its own, and writes docs/hostile.md.

As root, with an engine: `python -m tests.hostile.alone`.
"""

import re
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from quaycrane.engine import Engine, Slot, SlotLimits, connect, slot_kit
from quaycrane.grading.checking.policy import refusals
from quaycrane.kit import ensure_slot, project_root
from tests.hostile import dockerfiles, notebooks
from tests.hostile.attack import Attack
from tests.hostile.course import course, graded, hand_in, told
from tests.hostile.host import own_address, server
from tests.hostile.test_compose import ATTACKS

_MOST_CHARACTERS = 110
_HEAD = """# What hostile submissions meet

Each was graded in a class of its own, by `python -m tests.hostile.alone`; the checks give 6 points.
What one tries is followed by the line of the report, or of the refusal, that the student reads.
`tests/hostile/` grades all of them in one class with honest ones, and compares the host before and
after: files, processes, addresses, routes, and all that the engine holds.

| student | tries | meets | points |
|---|---|---|---|
"""
_COMPOSE = """
## Compose files

Each is resolved inside a slot and put to the policy, before anything of it is brought up.

| has | meets |
|---|---|
"""


def main() -> None:
    """Grade them, print each row, and write the page."""
    engine, rows = connect(), list[str]()
    with tempfile.TemporaryDirectory(prefix="quaycrane-hostile-") as folder, server() as (grader, asked):
        planted = Path(folder, "planted")
        host = f"{own_address()}:{grader.rpartition(':')[2]}"
        for attack in (*dockerfiles.attacks(grader, own_address()), *notebooks.attacks(planted)):
            points, meets = _alone(Path(folder, attack.name), attack)
            meets = meets.replace(grader, "GRADER").replace(host, "GRADER")
            rows.append(f"| {attack.name} | {attack.tries} | {_cell(meets)} | {points:g} |")
            sys.stdout.write(f"{rows[-1]}\n")
            sys.stdout.flush()
        if asked or planted.exists():
            raise SystemExit(f"Somebody came through: {asked}, {planted.exists()}")
    compose = [f"| {name} | {_cell(meets)} |" for name, meets in _refusals(engine)]
    text = _HEAD + "\n".join(rows) + "\n" + _COMPOSE + "\n".join(compose) + "\n"
    (project_root() / "docs" / "hostile.md").write_text(text)


def _alone(root: Path, attack: Attack) -> tuple[float, str]:
    """Return what a submission gets, and the line that tells why."""
    root.mkdir()
    hand_in(course(root), [attack])
    summary = graded(root, 1)
    if summary.failures:
        return 0.0, f"not graded: {summary.failures}"
    mark = summary.marks[0]
    said = told(root, mark)
    found = re.search(attack.says, said)
    if found is None:
        return mark.auto_points, "NOTHING OF WHAT IT SHOULD"
    begin = said.rfind("\n", 0, found.start()) + 1
    return mark.auto_points, said[begin : said.find("\n", found.end())]


def _refusals(engine: Engine) -> Iterator[tuple[str, str]]:
    kit = slot_kit(engine, ensure_slot(engine).reference, ["alpine:3", "node:24-alpine"])
    slot = Slot(engine, kit, SlotLimits(memory_bytes=400_000_000, processes=200, disk_bytes=700_000_000))
    try:
        for name, text in ATTACKS.items():
            yield name, refusals(slot, {"compose.yaml": text.encode(errors="surrogateescape")})[0]
    finally:
        slot.close()


def _cell(text: str) -> str:
    line = " ".join(text.split())
    short = line if len(line) <= _MOST_CHARACTERS else line[:_MOST_CHARACTERS] + "…"
    return short.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()
