"""Which packages an image has."""

import fnmatch
from collections.abc import Sequence

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.packages import packages
from quaycrane.checks.registry import Observation

_MOST_TOLD = 8


@checked(
    why="What serves needs none of the packages that built, tested and checked it",
    fix="Install without them (npm ci --omit=dev) in the stage that ships",
    needs=("builds",),
)
def lacks_packages(answer: Answer, names: Sequence[str]) -> Observation:
    """The image has no package called {names}."""
    installed = [
        f"{package.name} {package.version} ({package.kind})"
        for package in packages(image_of(answer))
        if any(fnmatch.fnmatchcase(package.name, name) for name in names)
    ]
    return Observation(passed=not installed, observed=", ".join(installed[:_MOST_TOLD]) or "None of them")


@checked(
    why="An application without what it needs fails at its first request, not at its build",
    fix="Install from the lock file, in the stage that ships or into what it copies",
    needs=("builds",),
)
def has_packages(answer: Answer, names: Sequence[str]) -> Observation:
    """The image has the packages {names}."""
    there = {package.name for package in packages(image_of(answer))}
    missing = [name for name in names if not fnmatch.filter(there, name)]
    return Observation(
        passed=not missing, observed=f"Missing: {', '.join(missing)}" if missing else "All there"
    )
