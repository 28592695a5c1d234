"""Finds the steps of a build that make certain files: by what they leave in the image, not by their words."""

from dataclasses import dataclass

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import first_build
from quaycrane.checks.behaviour.looking import Look, Seen, look_at, survives
from quaycrane.checks.dockerfile.model import Dockerfile, Instruction, Stage
from quaycrane.checks.dockerfile.parse import parse
from quaycrane.engine import BuildStep

_MOST_LOOKED_AT = 40


@dataclass(frozen=True)
class Maker:
    """A step that makes files.

    Attributes:
        stage: Its stage, as BuildKit calls it.
        number: Its place in the stage, as BuildKit counts.
        instruction: As BuildKit prints it.
        line: Where it stands in the Dockerfile.
    """

    stage: str
    number: int
    instruction: str
    line: int

    def is_step(self, step: BuildStep) -> bool:
        """Tell whether a step of any build of the same Dockerfile is this one."""
        return (self.stage, self.number) == (step.stage, step.number)


def makers(answer: Answer, what: str) -> tuple[Maker, ...]:
    """Return the RUN steps of an answer that make files at a path, each time that they run.

    A step that only changes their owner or mode, or moves them, makes none.

    Args:
        answer: The answer, which builds.
        what: The end of the path, of a file or a folder: ``node_modules/express``.
    """
    known = f"makers of {what}"
    if known not in answer.kept:
        answer.kept[known] = tuple(_makers(answer, what.strip("/")))
    made: tuple[Maker, ...] = answer.kept[known]
    return made


def _makers(answer: Answer, what: str) -> list[Maker]:
    dockerfile = parse(answer.text)
    steps = _steps(dockerfile, first_build(answer).steps)[:_MOST_LOOKED_AT]
    looks = [Look(dockerfile, stage, run) for stage, run, _ in steps]
    seen = look_at(answer, looks, what)
    unsure = [look for look, one in zip(looks, seen, strict=True) if one is Seen.TOUCHED]
    again = dict(zip(unsure, survives(answer, unsure, what), strict=True)) if unsure else {}
    return [
        Maker(step.stage, step.number, " ".join(step.instruction.split()), run.line)
        for (_, run, step), look, one in zip(steps, looks, seen, strict=True)
        if one is Seen.MADE or (one is Seen.TOUCHED and not again[look])
    ]


def _steps(
    dockerfile: Dockerfile, steps: tuple[BuildStep, ...]
) -> list[tuple[Stage, Instruction, BuildStep]]:
    """Pair each RUN that was built with its step: by its place, else by its words."""
    found = []
    for stage in dockerfile.stages:
        runs = [instruction for instruction in stage.instructions if instruction.keyword == "RUN"]
        names = {stage.name or f"stage-{stage.number}", stage.name}
        own = [step for step in steps if step.stage in names and step.instruction.startswith("RUN")]
        if len(own) == len(runs):
            found += [(stage, run, step) for run, step in zip(runs, own, strict=True)]
        else:  # stages that begin alike share their steps, which bear one stage's name
            by_words = {" ".join(step.instruction.split()): step for step in steps}
            paired = [(run, by_words.get(" ".join(f"RUN {run.value}".split()))) for run in runs]
            found += [(stage, run, step) for run, step in paired if step]
    return found
