"""Times `quaycrane check` from process start, beside hadolint and `docker compose config`, in one run.

`python bench/check_speed.py` prints seconds and ratios: one file, a thousand Dockerfiles, a hundred Compose
files. The files are generated, the same each time. hadolint reads no Compose files; beside those stands what
it takes to ask Compose about each. On a busy machine look at the processor's seconds.
"""

import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console
from rich.table import Table

_BIN = Path(sys.executable).parent
_DOCKERFILES, _COMPOSE_FILES = 1000, 100
_BASES = ["node:24-alpine", "python:3.13-slim", "debian:12-slim", "golang:1.25", "alpine", "ubuntu:24.04"]
_STEPS = """RUN apt-get update && apt-get install -y -qq {word} && rm -rf /var/lib/apt/lists/*
RUN curl -fsSL https://example.org/{word}.tar.gz | tar xz -C /opt
RUN npm ci && npm run {word}
RUN pip install --no-cache-dir -r {word}.txt
RUN set -eux; for one in a b c; do echo "$one" >> /etc/{word}; done
COPY package.json package-lock.json ./
COPY --chown=1000:1000 {word} /srv/{word}
COPY . .
ENV {word}=1 PATH=/opt/{word}/bin:$PATH
ARG {word}=2
WORKDIR /srv/{word}
EXPOSE 8080
LABEL {word}="a b"
USER {word}
ENTRYPOINT ["/srv/{word}"]
CMD node {word}.js""".splitlines()
_COMPOSE = """services:
  {word}:
    image: registry.example.org/{word}:1.2
    ports: ["{port}:80"]
    environment: {{DB_HOST: db, LEVEL: "${{LEVEL:-info}}"}}
    depends_on: {{db: {{condition: service_healthy}}}}
    restart: unless-stopped
  db:
    image: postgres:17
    volumes: ["rows:/var/lib/postgresql/data"]
    healthcheck: {{test: [CMD, pg_isready], interval: 5s}}
volumes: {{rows: }}
"""


@dataclass(frozen=True)
class Spent:
    """What commands took.

    Attributes:
        seconds: From start to end.
        processor_seconds: Of them and of what they started.
    """

    seconds: float
    processor_seconds: float


def main() -> None:
    """Print the table."""
    table = Table("what", "we, s", "processor s", "beside", "s", "processor s", "ratio", "to reach")
    check, hadolint = [_BIN / "quaycrane", "check"], [_BIN / "hadolint", "--no-fail"]
    config = ["docker", "compose", "config", "--quiet"]
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        dockerfiles, composes = _generated(folder)
        each = [["docker", "compose", "--file", path, "config", "--quiet"] for path in composes]
        rows: list[tuple[str, Spent, str, Spent, str]] = [
            (
                "one Dockerfile",
                _spent([[*check, dockerfiles[0]]], times=15),
                "hadolint",
                _spent([[*hadolint, dockerfiles[0]]], times=15),
                "under 0.25 s",
            ),
            (
                "one Compose file",
                _spent([[*check, composes[0]]], times=15),
                "docker compose",
                _spent([config], times=5, where=composes[0].parent),
                "under 0.25 s",
            ),
            (
                f"{_DOCKERFILES} Dockerfiles",
                _spent([[*check, folder / "d"]]),
                "hadolint",
                _spent([[*hadolint, *dockerfiles]], times=1),
                "under 3 s",
            ),
            (
                f"{_COMPOSE_FILES} Compose files",
                _spent([[*check, folder / "c"]]),
                "docker compose, each",
                _spent(each, times=1),
                "not asked",
            ),
        ]
    for what, ours, beside, theirs, wanted in rows:
        figures = (
            f"{one:.2f}" for spent in (ours, theirs) for one in (spent.seconds, spent.processor_seconds)
        )
        us, ours_busy, them, theirs_busy = figures
        ratio = f"{ours.seconds / theirs.seconds:.1f}"
        table.add_row(what, us, ours_busy, beside, them, theirs_busy, ratio, wanted)
    Console(width=120).print(table)
    print(f"{os.cpu_count()} processors, load {os.getloadavg()[0]:.1f}")


def _generated(folder: Path) -> tuple[list[Path], list[Path]]:
    """Write the files, and return their paths."""
    chance = random.Random(1)  # noqa: S311 - a repeatable choice, no secret
    dockerfiles = [folder / "d" / f"{number}" / "Dockerfile" for number in range(_DOCKERFILES)]
    for path in dockerfiles:
        path.parent.mkdir(parents=True)
        lines = [f"FROM {chance.choice(_BASES)} AS build", *chance.sample(_STEPS, 8), ""]
        lines += [
            f"FROM {chance.choice(_BASES)}",
            "COPY --from=build /srv /srv",
            *chance.sample(_STEPS, 5),
            "",
        ]
        path.write_text("\n".join(lines).format(word=f"w{chance.randrange(10**6)}"))
    composes = [folder / "c" / f"{number}" / "compose.yaml" for number in range(_COMPOSE_FILES)]
    for number, path in enumerate(composes):
        path.parent.mkdir(parents=True)
        path.write_text(_COMPOSE.format(word=f"w{chance.randrange(10**6)}", port=8000 + number))
    return dockerfiles, composes


def _spent(commands: list[list[str | Path]], times: int = 3, where: Path | None = None) -> Spent:
    """Return what commands take one after the other, the least of some times."""
    found = []
    for _ in range(times):
        begun, before = time.perf_counter(), _children()
        for command in commands:
            subprocess.run(command, cwd=where, capture_output=True, check=False)
        found.append((time.perf_counter() - begun, _children() - before))
    return Spent(min(wall for wall, _ in found), min(busy for _, busy in found))


def _children() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
