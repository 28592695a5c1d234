"""Grades each hostile submission in a class of its own, and writes docs/hostile.md.

As root, with an engine: `python -m tests.hostile.alone`.
"""

import re
import sys
import tempfile
from pathlib import Path

from quaycrane.engine import connect
from quaycrane.kit import project_root
from tests.hostile import dockerfiles, notebooks, stacks
from tests.hostile.attack import Attack
from tests.hostile.course import course, graded, hand_in, told
from tests.hostile.host import own_address, server

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

The grader reads each with a reader of its own, which runs no command and opens no file outside of the
submission, and puts what it means to the policy, key by key. What is brought up, inside a slot, is that very
model: Compose never reads the student's file. What is refused is told with its line:

| has | meets |
|---|---|
"""
_FAILS = """
These are brought up inside a slot, and fail there, with the line of the service at fault:

| has | meets |
|---|---|
"""


def main() -> None:
    """Grade them, print each row, and write the page."""
    connect()
    rows = list[str]()
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
        stacks_part = compose_part(Path(folder))
    (project_root() / "docs" / "hostile.md").write_text(_HEAD + "\n".join(rows) + "\n" + stacks_part)


def compose_part(folder: Path) -> str:
    """Return the page's part on Compose files; those that come up do so in slots, as courses in `folder`."""
    refused = [f"| {name} | {_cell(_refusal(text))} |" for name, text in stacks.REFUSED.items()]
    failed = [
        f"| {one.tries} | {_cell(_alone(folder / one.name, one)[1])} |"
        for one in stacks.attacks()
        if one.tries in stacks.FAILS
    ]
    return f"{_COMPOSE}{chr(10).join(refused)}\n{_FAILS}{chr(10).join(failed)}\n"


def _alone(root: Path, attack: Attack) -> tuple[float, str]:
    """Return what a submission gets, and the line that tells why."""
    root.mkdir()
    hand_in(course(root, stacks.notebook() if attack.stack else None), [attack])
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


def _refusal(text: str) -> str:
    """Return what is told of a file, without the folder of this run."""
    told = stacks.outcome(text).observed.removeprefix("The stack asks for what is not permitted\n")
    return re.sub(r"/tmp\S*", "/tmp/…", told)  # noqa: S108 - told, not used


def _cell(text: str) -> str:
    line = " ".join(text.split())
    short = line if len(line) <= _MOST_CHARACTERS else line[:_MOST_CHARACTERS] + "…"
    return short.replace("|", "\\|").replace("<", "&lt;")


if __name__ == "__main__":
    main()
