"""Our parser reads as BuildKit's own does."""

import os
from collections import Counter
from pathlib import Path

import pytest

from quaycrane.checks.dockerfile import parse
from tests.checks.dockerfile.generated import dockerfiles
from tests.checks.dockerfile.peer import EXPLAINED, asked, explained, ours

pytest.importorskip("dockerfile", reason="there is no wheel of BuildKit's parser for this machine")
CORPUS = sorted(Path(__file__).with_name("corpus").glob("*.Dockerfile"))
COMPARED = 20_000


def test_twenty_thousand_made_by_chance_are_read_alike() -> None:
    """Instructions, lines, flags, values, heredocs and refusals are equal, but where a reason is listed."""
    left_out: Counter[str] = Counter()
    compared = 0
    for text in dockerfiles(COMPARED * 2, seed=4):
        read = parse(text)
        if reason := explained(text, read):
            left_out[reason] += 1
            continue
        assert ours(read) == asked(text), repr(text)
        compared += 1
        if compared == COMPARED:
            break
    assert compared == COMPARED
    assert set(left_out) == set(EXPLAINED)


@pytest.mark.parametrize("path", CORPUS, ids=lambda path: path.stem)
def test_the_corpus_is_read_alike(path: Path) -> None:
    """So is every Dockerfile of our own corpus, none of which needs a reason."""
    text = path.read_bytes().decode()
    assert not explained(text, parse(text))
    assert ours(parse(text)) == asked(text)


def test_real_dockerfiles_are_read_alike() -> None:
    """So are the Dockerfiles of the folder that QUAYCRANE_CORPUS names."""
    folder = os.environ.get("QUAYCRANE_CORPUS")
    if not folder:
        pytest.skip("QUAYCRANE_CORPUS names no folder")
    compared = 0
    for path in sorted(Path(folder).rglob("*ockerfile*")):
        try:
            text = path.read_text(encoding="utf-8") if path.is_file() else ""
        except UnicodeDecodeError:
            continue
        read = parse(text)
        if text and not explained(text, read):
            assert ours(read) == asked(text), str(path)
            compared += 1
    assert compared > 100, "too few Dockerfiles to say anything"
