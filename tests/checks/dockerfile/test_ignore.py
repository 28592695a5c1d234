"""A .dockerignore leaves out what Docker leaves out."""

import random
import time
from pathlib import Path

import pytest

from quaycrane.checks.dockerfile.ignore import read_ignore
from quaycrane.engine import Engine
from tests.checks.dockerfile.buildx import export

LEFT_OUT = {
    "a name": ("node_modules", ["node_modules", "node_modules/a/b"], ["src/node_modules", "node_module"]),
    "everywhere": ("**/node_modules", ["node_modules", "a/b/node_modules/c"], ["a/node_modules2"]),
    "star": ("*.log", ["a.log"], ["b/a.log", "a.logs"]),
    "one level": ("*/temp*", ["a/temp", "a/temperature/b"], ["temp", "a/b/temp"]),
    "question mark": ("temp?", ["tempa"], ["temp", "tempab", "temp/"[:4]]),
    "class": ("[ab].txt", ["a.txt", "b.txt"], ["c.txt"]),
    "exception": ("*.md\n!README.md", ["a.md"], ["README.md", "b/a.md"]),
    "exception taken back": (
        "*.md\n!README*.md\nREADME-secret.md",
        ["README-secret.md", "a.md"],
        ["README.md"],
    ),
    "inside a folder": ("docs\n!docs/keep.md", ["docs/a", "docs/b/c"], ["docs/keep.md"]),
    "slash before": ("/dist", ["dist", "dist/a"], ["a/dist"]),
    "comment and space": ("# a\n  b  \n\n", ["b"], ["# a", "a"]),
    "everything": ("*\n!src", ["package.json", "a/b"], ["src", "src/a"]),
    "two stars at the end": ("a/**", ["a/b", "a/b/c"], ["a", "b"]),
    "two stars in a name": ("**x", ["x", "a/bx"], ["a/b"]),
    "dots": ("./a/../b", ["b"], ["a"]),
    "mark": ("\ufeffa", ["a"], ["b"]),
    "Windows line ends": ("a\r\nb\r\n", ["a", "b"], ["c"]),
    "escaped": ("\\*", ["*"], ["a"]),
}


@pytest.mark.parametrize(("text", "out", "kept"), LEFT_OUT.values(), ids=LEFT_OUT.keys())
def test_a_pattern_leaves_out(text: str, out: list[str], kept: list[str]) -> None:
    """A line means a path and all below it; the last line that fits decides."""
    ignore = read_ignore(text)
    assert all(ignore.leaves_out(path) for path in out)
    assert not any(ignore.leaves_out(path) for path in kept)


def test_no_pattern_makes_it_hang() -> None:
    """Hundreds of stars against a deep path are decided at once."""
    begun = time.process_time()
    read_ignore("**/" * 300 + "x\n" + "*a" * 300 + "b\n" + "[" * 500).leaves_out("/".join(["aaaaaaaa"] * 60))
    assert time.process_time() - begun < 5


NAMES = ["a", "b", "ab", "src", "x.md", "x.log"]
PARTS = [*NAMES, "*", "**", "?", "a*", "*.md", "[ab]", "**b"]


@pytest.mark.engine
def test_the_engine_leaves_out_the_same(engine: Engine, tmp_path: Path) -> None:
    """In twenty contexts made by chance the same files arrive at a build."""
    chance = random.Random(5)  # noqa: S311 - a repeatable choice, no secret
    for number in range(20):
        folder = tmp_path / str(number)
        files = {"/".join(chance.choice(NAMES) for _ in range(chance.randint(1, 3))) for _ in range(25)}
        files = {path for path in files if not any(other.startswith(f"{path}/") for other in files)}
        for path in files:
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_text(path)
        lines = [_line(chance) for _ in range(chance.randint(1, 5))]
        (folder / ".dockerignore").write_text("\n".join([*lines, "Dockerfile", ".dockerignore", ""]))
        (folder / "Dockerfile").write_text("FROM scratch\nCOPY . /\n")
        export(engine, folder, tmp_path / f"out{number}")
        arrived = {
            path.relative_to(tmp_path / f"out{number}").as_posix()
            for path in (tmp_path / f"out{number}").rglob("*")
            if path.is_file()
        }
        ignore = read_ignore((folder / ".dockerignore").read_text())
        assert arrived == {path for path in files if not ignore.leaves_out(path)}, lines


def _line(chance: random.Random) -> str:
    mark = chance.choice(("", "", "", "!"))
    return mark + "/".join(chance.choice(PARTS) for _ in range(chance.randint(1, 3)))
