"""Fills submitted/ with a class of any size, in which no two submissions are the same."""

import random
from collections.abc import Sequence
from pathlib import Path

from quaycrane.grading.reading.classroom import Case, cases, hand_in

_GOOD_SHARE = 0.5


def simulate(root: Path, unit: str, answers: Path, count: int, seed: int = 1) -> dict[str, Case]:
    """Make `count` submissions out of the example answers.

    Half of them are right, the others make the mistakes that the wrong answers show. Each ends its files
    in a comment of its own, so that it is checked by itself, and with the same marks as its example.

    Args:
        root: The folder of nbgrader_config.py; the unit's release must be generated.
        unit: The unit's name.
        answers: ``answers/<unit>``.
        count: How many.
        seed: Another one draws another class; the same draws the same.

    Returns:
        The example that each student took, by student, in order.
    """
    chance = random.Random(seed)  # noqa: S311 - nothing is kept secret by it
    known = [case for case in cases(answers) if not case.malformed and case.answers]
    right, wrong = ([case for case in known if bool(case.fails) is bad] for bad in (False, True))
    width = len(str(count))
    drawn = {f"s{number:0{width}}": _draw(chance, right, wrong) for number in range(1, count + 1)}
    for student, case in drawn.items():
        hand_in(root, unit, student, _signed(case, student))
    return drawn


def _draw(chance: random.Random, right: Sequence[Case], wrong: Sequence[Case]) -> Case:
    return chance.choice(right if right and (not wrong or chance.random() < _GOOD_SHARE) else wrong)


def _signed(case: Case, student: str) -> dict[str, str]:
    """Return the files of a case, each, prose aside, with a comment at its end that nobody else has."""
    return {
        name: text if name.endswith(".md") else f"{text.rstrip()}\n# {student}\n"
        for name, text in case.answers.items()
    }
