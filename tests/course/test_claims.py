"""What a unit shows of the notes' claims is read from its cells, and written down."""

import pytest
from nbformat.v4 import new_code_cell, new_output

from quaycrane.course import Claim, Evidence, Verdict, claims, claims_page, evidence
from tests.notebooks.units import UNITS

CLAIM = Claim("A stack of layers.", Verdict.HOLDS, ("8 layers", "sha256:"))


def cell(text: str, *tags: str) -> object:
    """Return a cell that showed a text."""
    shown = [new_output("stream", text=text)]
    return new_code_cell("ask()", id="ask", metadata={"tags": [*tags]}, outputs=shown)


def test_the_lines_that_decide_are_kept() -> None:
    """Of all that the tagged cells show only the lines with the words are told, once, without colours."""
    told = "\x1b[1mdigest\x1b[0m\nimage has  8 layers\nnothing\nfirst sha256:12ab\nand sha256:34\n"
    (one,) = evidence([cell(told, "claim:L01"), cell("8 layers, too", "claim:L02")], {"L01": CLAIM})
    assert one == Evidence("L01", CLAIM, Verdict.HOLDS, ("image has 8 layers", "first sha256:12ab"), ("ask",))


def test_a_word_that_is_missing_is_no_proof() -> None:
    """Where the cells show only a part of what they are to show, the claim is not shown."""
    (one,) = evidence([cell("8 layers\n", "claim:L01"), cell("sha256:1", "claim:L02")], {"L01": CLAIM})
    assert (one.verdict, one.said) == (Verdict.NOT_SHOWN, ("8 layers",))


def test_a_claim_without_a_cell_is_not_shown() -> None:
    """A claim that no cell is tagged with has no verdict of the engine's."""
    (one,) = evidence([cell("8 layers sha256:")], {"L01": CLAIM})
    assert (one.verdict, one.said, one.cells) == (Verdict.NOT_SHOWN, (), ())


def test_a_long_line_is_cut_around_the_words() -> None:
    """What decides is seen, however far right it stands."""
    (one,) = evidence([cell(f"{'a' * 500} 8 layers sha256: {'b' * 500}", "claim:L01")], {"L01": CLAIM})
    assert all(word in " ".join(one.said) for word in CLAIM.shows)
    assert all(len(line) < 110 for line in one.said)


def test_the_page_counts_and_breaks_no_table() -> None:
    """The page says how many claims came out how, and what an engine prints stays in its cell."""
    claim = Claim("Said | so.", Verdict.NUANCE, ("a",))
    shown = Evidence("L01", claim, Verdict.NUANCE, ("a | `b`",), ("one", "two"))
    missing = Evidence("L02", claim, Verdict.NOT_SHOWN, (), ())
    page = claims_page({"03 Layers": [shown, missing]}, date="2026-11-27", engine="Engine 28")
    assert "Of 2 claims: 1 holds under a condition, 1 **not shown**." in page
    assert r"| L01 | Said \| so. | holds under a condition | `a \| 'b'` | one, two |" in page
    assert "| L02 |" in page


@pytest.mark.parametrize("unit", UNITS)
def test_every_claim_says_what_decides(unit: str) -> None:
    """Each claim of a unit is a sentence, and names at least one word that its cells show."""
    for name, claim in claims(unit).items():
        assert claim.says.endswith("."), name
        assert claim.shows, name
        assert claim.verdict is not Verdict.NOT_SHOWN, name
