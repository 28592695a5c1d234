"""Times the text checks of a Compose file beside `docker compose config` alone: `python -m bench.compose`."""

import statistics
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from quaycrane.checks import known_checks
from quaycrane.checks.compose import known_rules, resolve
from quaycrane.checks.compose.reader import read
from quaycrane.engine import compose_config

_SERVICE = """  service-{0}:
    image: node:24-alpine
    ports: ["{1}:80"]
    environment:
      A: ${{A:-default}}
      B: two
    depends_on: [db]
    volumes: ["data:/data", "./src:/src"]
    networks: [front]
    restart: always
"""
_TEXT = f"""services:
{"".join(_SERVICE.format(number, 3000 + number) for number in range(9))}  db: {{image: mysql}}
volumes: {{data: }}
networks: {{front: , default: }}
"""
_ROUNDS = 9


def median_seconds(work: Callable[[], object]) -> float:
    """Return the median time of several rounds, after one that does not count."""
    work()
    taken = []
    for _ in range(_ROUNDS):
        started = time.perf_counter()
        work()
        taken.append(time.perf_counter() - started)
    return statistics.median(taken)


def judge(folder: Path) -> int:
    """Resolve the text and put every rule to it, nothing remembered; return how much was found."""
    read.cache_clear()
    resolved = resolve(_TEXT, folder)
    return sum(len(list(rule.findings(resolved))) for rule in known_rules())


def main() -> None:
    """Print both times and their ratio."""
    known_checks()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        ours = median_seconds(lambda: judge(folder))
        theirs = median_seconds(lambda: compose_config(folder, text=_TEXT, environment={}))
    lines = _TEXT.count("\n")
    print(
        f"{lines} lines, {len(known_rules())} rules: {ours * 1000:.0f} ms; "
        f"docker compose config alone: {theirs * 1000:.0f} ms; ratio {theirs / ours:.1f}"
    )


if __name__ == "__main__":
    main()
