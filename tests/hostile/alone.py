"""Grades each hostile submission in a class of its own, and writes docs/hostile.md.

As root, with an engine: `python -m tests.hostile.alone`.
"""

import re
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from quaycrane.engine import Engine, Slot, SlotLimits, connect, slot_kit
from quaycrane.grading.policy import refusals
from quaycrane.kit import course_root, ensure_slot
from tests.hostile import dockerfiles, notebooks
from tests.hostile.attack import Attack
from tests.hostile.course import course, graded, hand_in, told
from tests.hostile.host import fingerprint, own_address, server
from tests.hostile.test_compose import ATTACKS

_MOST_CHARACTERS = 110
_HEAD = """# What hostile submissions meet

Each was graded in a class of its own, by `python -m tests.hostile.alone`; `tests/hostile/` grades
all of them in one class with honest ones, too. The checks give 6 points. What one tries is followed
by the line of the report, or of the refusal, that the student reads. {unchanged} of {count} left the
host as it was (files, addresses, routes, and all that the engine holds; the class's test compares
processes as well), and {reached} reached the server that listened on the grader's addresses.

| student | tries | meets | points | seconds |
|---|---|---|---|---|
"""
_COMPOSE = """
## Compose files

Each is resolved inside a slot and put to the policy, before anything of it is brought up.

| has | meets |
|---|---|
"""


def main() -> None:
    """Grade them, print each row, and write the page."""
    engine, rows, unchanged = connect(), list[str](), 0
    ensure_slot(engine)
    with tempfile.TemporaryDirectory(prefix="quaycrane-hostile-") as folder, server() as (grader, asked):
        planted = Path(folder, "planted")
        attacks = (*dockerfiles.attacks(grader, own_address()), *notebooks.attacks(planted))
        for attack in attacks:
            before, began = fingerprint(engine), time.monotonic()
            points, meets = _alone(Path(folder, attack.name), attack)
            seconds = time.monotonic() - began
            after = fingerprint(engine)
            unchanged += {**after, "processes": []} == {**before, "processes": []} and not planted.exists()
            rows.append(
                f"| {attack.name} | {attack.tries} | {_cell(meets)} | {points:g} of 6 | {seconds:.0f} |"
            )
            sys.stdout.write(f"{rows[-1]}\n")
            sys.stdout.flush()
        head = _HEAD.format(unchanged=unchanged, count=len(attacks), reached=len(asked) or "none")
    compose = [f"| {name} | {_cell(meets)} |" for name, meets in _refusals(engine)]
    text = head + "\n".join(rows) + "\n" + _COMPOSE + "\n".join(compose) + "\n"
    (course_root() / "docs" / "hostile.md").write_text(text)


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
