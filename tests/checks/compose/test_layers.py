"""Values of every key of a service, laid over one another in every way, come out as Compose says."""

import json
import random
from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest

from quaycrane.checks.compose import resolve
from quaycrane.engine import compose_command, compose_config
from tests.checks.compose.test_agreement import CORPUS, told

pytestmark = pytest.mark.skipif(not compose_command(), reason="no docker compose on this machine")
SEEDS = range(3)
DATA = json.loads((CORPUS / "values.json").read_text())
VALUES: dict[str, list[Any]] = DATA["values"]  # of every key of a service, in each form that Compose takes
TOP: dict[str, Any] = DATA["top"]  # what stands beside, and is named by them
ENV_FILES = {"one.env": "A=1\nQ='x y'\n", "two.env": "A=2\nR=${A}3\n", "raw.env": "Z='q' # c\n"}
LABEL_FILES = {"l.labels": "l=1\na=l\n", "m.labels": "l=2\nm=${l}\n"}
APART = {"gpus", "image", "provider"}
"""Keys whose forms cannot be laid over one another, or whose service needs them."""

Layer = dict[str, Any]


def drawn(seed: int) -> Iterator[tuple[str, Any, Any]]:
    """Yield each key with two of its values, which differ where the same twice is refused."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    for key, values in VALUES.items():
        if key not in APART and len(values) > 1:
            below, above = chance.sample(values, 2)
            yield key, deepcopy(below), deepcopy(above)


def service(key: str, value: Any) -> Layer:
    """Return a service with a key."""
    return {"image": "b", key: value}


def tagged(layer: Layer, key: str, tag: str) -> str:
    """Return a layer as YAML, with a tag before the value of a key."""
    parts = (f'"{one}": {tag if one == key else ""} {json.dumps(value)}' for one, value in layer.items())
    return "{" + ", ".join(parts) + "}"


def written(services: dict[str, str]) -> str:
    """Return services, each in YAML of its own, as a file with all that they name."""
    named = {name: json.dumps(value) for name, value in TOP["services"].items()}
    lines = [f'  "{name}": {text}' for name, text in (named | services).items()]
    rest = [f"{kind}: {json.dumps(value)}" for kind, value in TOP.items() if kind != "services"]
    return "\n".join(["services:", *lines, *rest, ""])


def override(_: Path, seed: int, tag: str = "") -> list[str]:
    """Return a file, and one that is laid over it."""
    below = written({key: json.dumps(service(key, one)) for key, one, _ in drawn(seed)})
    above = [f'  "{key}": {tagged({key: other}, key, tag)}' for key, _, other in drawn(seed)]
    return [below, "\n".join(["services:", *above, ""])]


def documents(folder: Path, seed: int) -> list[str]:
    """Return the two as two documents of one file."""
    return ["---\n".join(override(folder, seed))]


def included(folder: Path, seed: int) -> list[str]:
    """Return a file that includes the two."""
    for name, text in zip(("a.yaml", "b.yaml"), override(folder, seed), strict=True):
        (folder / "sub" / name).write_text(text)
    return ["include: [{path: [sub/a.yaml, sub/b.yaml]}]\nservices: {z: {image: z}}\n"]


def extended(_: Path, seed: int, tag: str = "") -> list[str]:
    """Return a file in which each service extends another one."""
    services = {}
    for key, one, other in drawn(seed):
        services[f"{key}-below"] = json.dumps(service(key, one))
        services[key] = tagged({"extends": f"{key}-below", key: other}, key, tag)
    return [written(services)]


def extended_elsewhere(folder: Path, seed: int) -> list[str]:
    """Return a file in which each service extends one of another file."""
    below = {key: json.dumps(service(key, one)) for key, one, _ in drawn(seed)}
    (folder / "sub" / "lib.yaml").write_text(written(below))
    return [
        written({
            key: json.dumps({"extends": {"file": "sub/lib.yaml", "service": key}, key: other})
            for key, _, other in drawn(seed)
        })
    ]  # fmt: skip


WAYS: dict[str, Callable[[Path, int], list[str]]] = {
    "override": override,
    "documents": documents,
    "include": included,
    "extends": extended,
    "extends from a file": extended_elsewhere,
    "override, !override": lambda folder, seed: override(folder, seed, "!override"),
    "override, !reset": lambda folder, seed: override(folder, seed, "!reset"),
    "extends, !override": lambda folder, seed: extended(folder, seed, "!override"),
}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("way", WAYS)
def test_layers_come_out_alike(way: str, seed: int, tmp_path: Path) -> None:
    """One value over another is the same to us and to Compose: before defaults, key by key."""
    for folder in (tmp_path, tmp_path / "sub"):
        folder.mkdir(exist_ok=True)
        for name, text in (ENV_FILES | LABEL_FILES).items():
            (folder / name).write_text(text)
    texts = WAYS[way](tmp_path, seed)
    files = [tmp_path / f"layer-{place}.yaml" for place in range(len(texts))]
    for file, text in zip(files, texts, strict=True):
        file.write_text(text)
    found = resolve(texts[0], tmp_path, overrides=tuple(texts[1:]), name="layers")
    assert found.problems == ()
    assert told(found.model) == told(compose_config(tmp_path, files=files, project="layers"))
