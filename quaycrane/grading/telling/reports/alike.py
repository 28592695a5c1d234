"""Finds answers that are alike in what they need not have in common: a hint, never a proof."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from rapidfuzz import fuzz, process

LEAST_LINES = 2
"""So many lines of its own an answer must have to be compared at all."""

_LEAST_RATIO = 90.0
_MOST_CHARACTERS = 20_000  # comparing takes the square of that
_COMMON_SHARE, _COMMON_COUNT = 0.1, 4

_CONTINUED = re.compile(r"\\[ \t]*\r?\n")
_INSTRUCTION = re.compile(r"^[A-Za-z]+(?= )")


@dataclass(frozen=True)
class Alike:
    """Some answers that share what others do not have.

    Attributes:
        path: The answer's file.
        students: Who gave them.
        similarity: Of the two least alike neighbours among them, 0 to 1.
        lines: What they share, beyond the reference and what is common.
    """

    path: str
    students: tuple[str, ...]
    similarity: float
    lines: tuple[str, ...]


def alike(path: str, answers: Mapping[str, str], reference: str) -> tuple[Alike, ...]:
    """Return groups of answers that are nearly the same.

    Right answers to one question look alike by nature, and so do the usual mistakes. So lines are left
    out that the reference has, and those that many give (more than a tenth of the class, and more than
    four); who has fewer than two lines left is not compared. The rest is compared as text.

    Args:
        path: The answer's file.
        answers: By student.
        reference: The instructor's answer.
    """
    lines = {student: normalised(text) for student, text in answers.items()}
    usual = set(normalised(reference))
    counts = Counter(line for pairs in lines.values() for line in set(pairs))
    many = max(_COMMON_COUNT, _COMMON_SHARE * len(lines))
    own = {
        student: tuple(line for line in pairs if line not in usual and counts[line] <= many)
        for student, pairs in lines.items()
    }
    students = sorted(student for student, pairs in own.items() if len(pairs) >= LEAST_LINES)
    if len(students) < 2:  # noqa: PLR2004 - nobody to compare with
        return ()
    texts = ["\n".join(own[student])[:_MOST_CHARACTERS] for student in students]
    ratios = process.cdist(texts, texts, scorer=fuzz.ratio, score_cutoff=_LEAST_RATIO)
    groups = _groups(ratios)
    pairs = [_alike(path, group, students, own, ratios) for group in groups]
    return tuple(sorted(pairs, key=lambda one: (-len(one.students), one.students)))


def normalised(text: str) -> tuple[str, ...]:
    """Return the lines of an answer without comments, blank lines, continuations and runs of blanks."""
    joined = _CONTINUED.sub(" ", text)
    kept = (" ".join(line.split()) for line in joined.splitlines() if not line.lstrip().startswith("#"))
    return tuple(_INSTRUCTION.sub(lambda match: match.group().upper(), line) for line in kept if line)


def _groups(ratios: Any) -> list[list[int]]:  # noqa: ANN401 - numpy's, which we use nowhere else
    """Return the numbers of those that are linked by likeness, directly or through others."""
    left, groups = set(range(len(ratios))), []
    while left:
        group, edge = [], [left.pop()]
        while edge:
            at = edge.pop()
            group.append(at)
            near = {int(number) for number in ratios[at].nonzero()[0]} & left
            left -= near
            edge += near
        if len(group) > 1:
            groups.append(sorted(group))
    return groups


def _alike(
    path: str,
    group: Sequence[int],
    students: Sequence[str],
    own: Mapping[str, tuple[str, ...]],
    ratios: Any,  # noqa: ANN401 - as above
) -> Alike:
    names = tuple(students[number] for number in group)
    near = [max(float(ratios[a][b]) for b in group if b != a) for a in group]
    shared = set.intersection(*(set(own[name]) for name in names))
    lines = tuple(line for line in own[names[0]] if line in shared)
    return Alike(path, names, round(min(near) / 100, 2), lines)
