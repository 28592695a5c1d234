"""Times the text checks: a Dockerfile of a hundred lines, the import, and broken Dockerfiles by the thousand.

`python bench/checks.py` prints the figures; ratios are taken within one run, because machines differ.
"""

import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from quaycrane.checks.dockerfile import known_rules, parse, problems
from quaycrane.checks.severity import Severity
from tests.checks.dockerfile.generated import dockerfiles

STAGE = """FROM node:24-alpine AS stage{number}
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci && npm run build | cat
COPY . .
ENV A=1 B=${{A}}
RUN apt-get update && apt-get install -y --no-install-recommends curl
USER node
HEALTHCHECK CMD wget -q localhost
CMD ["node"]
"""
FUZZED = 20_000


def main() -> None:
    """Print a table of what was measured."""
    table = Table("what", "measured", "to reach")
    text = "".join(STAGE.format(number=number) for number in range(10))
    rules = len(known_rules())
    judged = timed(lambda: problems(text + f"# {random.random()}\n", least=Severity.NOTE))  # noqa: S311
    read = timed(lambda: parse(text))
    table.add_row(f"{len(text.splitlines())} lines, {rules} rules", f"{judged * 1000:.1f} ms", "under 20 ms")
    table.add_row("of that, reading them", f"{read * 1000:.1f} ms", "")
    ours, docker = imported("quaycrane.checks"), imported("docker")
    table.add_row("import quaycrane.checks / import docker", f"{ours / docker:.2f}", "under 1.5")
    rules_too = imported("quaycrane.checks.dockerfile; quaycrane.checks.dockerfile.known_rules()")
    table.add_row("the same with every rule of the text loaded", f"{rules_too / docker:.2f}", "")
    crashes, seconds, slowest = fuzzed()
    table.add_row(f"{FUZZED} broken Dockerfiles", f"{crashes} crashes, {seconds:.0f} s", "no crash")
    table.add_row("the slowest of them", f"{slowest * 1000:.0f} ms", "no hang")
    Console().print(table)


def timed(work: Callable[[], object]) -> float:
    """Return the processor seconds that some work takes, the median of 30 after one to warm up."""
    work()
    times = []
    for _ in range(30):
        begun = time.process_time()
        work()
        times.append(time.process_time() - begun)
    return median(times)


def imported(module: str) -> float:
    """Return the processor seconds that an import takes in a new interpreter, less the interpreter's own."""
    return spent(f"import {module}") - spent("pass")


def spent(statement: str) -> float:
    """Return the processor seconds of a new interpreter that carries out a statement, the least of 7."""
    code = f"import time\n{statement}\nprint(time.process_time())"
    return min(float(subprocess.check_output([sys.executable, "-c", code])) for _ in range(7))


def fuzzed() -> tuple[int, float, float]:
    """Return how many broken Dockerfiles made a rule raise, and the seconds for all and for the slowest."""
    crashes, slowest, begun = 0, 0.0, time.process_time()
    for text in dockerfiles(FUZZED, seed=1):
        one = time.process_time()
        try:
            problems(text, text[:100], least=Severity.NOTE)
        except Exception as error:  # noqa: BLE001 - that is what is counted
            crashes += 1
            print(repr(error), repr(text))
        slowest = max(slowest, time.process_time() - one)
    return crashes, time.process_time() - begun, slowest


if __name__ == "__main__":
    main()
