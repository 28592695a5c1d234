"""Whatever reads what a student wrote takes time in proportion to its length, whatever it holds."""

import json
import signal
import sys
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from types import FrameType
from typing import Any

import nbformat
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from quaycrane.checks import check
from quaycrane.checks.render import plain
from quaycrane.grading.reading.answers import body, places_in, read, take
from quaycrane.grading.telling.feedback import feedback_html, prose_html
from quaycrane.grading.telling.feedback_page import title
from quaycrane.grading.telling.reports import normalised
from tests.grading.conftest import nbgrader_metadata

MOST_CPU_SECONDS = 8.0
LEAST_CPU_SECONDS = 0.1
"""What takes less is too little to compare with; four times more size would show it, if it mattered."""

SIZES = (500, 5_000, 20_000, 80_000)  # a square grows sixteenfold from one to the next, a line fourfold
MOST_GROWTH = 12.0

PIECES = (
    "\r\n", "\n", " ", "\t", "\ufeff", "%%", "%%dockerfile x", "#", "# ", "(1 point", "(1 points,", ")", ",",
    "\\", "\\\n", "`", "```", "~~~", "*", "**", "_", "[", "](", "![", "]: ", "<", "<img ", "<!--", "<div>",
    "</div>", "<style>", "<a href=", '"', "'", "&", "&#1", "$", "$$", "\\begin{a}", "\\[", "\\(", "|",
    "|-|\n", "> ", "- ", "1. ", "http://", "attachment:", "\x1b[", "\x1b]", "\x1b", "0", "a", "FROM a\n",
    "RUN <<E\n", "ENV a=b\n", "ENV a=$a$a\n", "ARG a\n",
    "COPY --from=a . .\n", "${a:-", "}", "{", "- a: b\n", "é", "\x00",
)  # fmt: skip
TEXTS = st.builds(
    lambda head, pieces, tail: (head, "".join(pieces), tail),
    st.sampled_from(("", "# ", "<div>\n", "FROM a\n", "\ufeff", "%%answer x\n")),
    st.lists(st.sampled_from(PIECES), min_size=1, max_size=3),
    st.sampled_from(("", "x", "\n", ")")),
)


def read_as_file(text: str, folder: Path) -> None:
    """Read a submission that holds the text as an answer, and one that is the text."""
    places = places_in(new_notebook(cells=[answer_cell("prose", text)]))
    (folder / "a.ipynb").write_text(json.dumps({"cells": [{"source": text, "id": "prose"}]}))
    take(read(folder / "a.ipynb"), places)
    (folder / "b.ipynb").write_text('{"cells": ' + text)
    with pytest.raises(Exception, match=""):  # noqa: PT011 - any refusal will do
        read(folder / "b.ipynb")


def answer_cell(name: str, text: str) -> Any:
    """Return a cell in which a student answered in prose."""
    cell = new_markdown_cell(text, id=name)
    cell.metadata = nbformat.from_dict(
        nbgrader_metadata(name, grade=True, solution=True, points=1.0, score=0.0)
    )
    return cell


def page(text: str, _folder: Path) -> None:
    """Make the feedback page of a student who wrote the text everywhere, and whose containers printed it."""
    code = new_code_cell(f"%%dockerfile Dockerfile\n{text}", id="code")
    code.metadata = nbformat.from_dict(nbgrader_metadata("code", solution=True))
    said = text[:64_000]  # more is cut before
    shown = [new_output("display_data", {"text/plain": said}), new_output("stream", text=said)]
    grade = new_code_cell("# Good (1 point)", id="grade", outputs=shown)
    grade.metadata = nbformat.from_dict(nbgrader_metadata("grade", grade=True, points=1.0, score=0.0))
    about = {"student": "ann", "late_penalty": 0, "waiting": (), "seconds_late": 0}
    feedback_html(new_notebook(cells=[code, grade, answer_cell("prose", text)]), about)


def checked(text: str, folder: Path) -> None:
    """Put the text as a Dockerfile to checks that read it."""
    (folder / "Dockerfile").write_bytes(text.encode())
    check(folder, "pinned-base-tag", "install-from-lockfile")


READERS: Mapping[str, Callable[[str, Path], object]] = {
    "body": lambda text, _: body(text),
    "title": lambda text, _: title(text, ""),
    "plain": lambda text, _: plain(text),
    "normalised": lambda text, _: normalised(text),
    "prose": lambda text, _: prose_html(text),
    "file": read_as_file,
    "page": page,
    "dockerfile": checked,
}


@pytest.mark.parametrize("name", READERS)
@settings(max_examples=25, deadline=None, derandomize=True, database=None, phases=[Phase.generate])
@given(text=TEXTS)
def test_twice_the_text_is_twice_the_work(
    tmp_path_factory: pytest.TempPathFactory, name: str, text: tuple[str, str, str]
) -> None:
    """No text makes a reader take the square of its length, or more."""
    folder = tmp_path_factory.mktemp(name)
    grows_like_a_line(lambda size: READERS[name](of_size(text, size), folder))


def of_size(text: tuple[str, str, str], size: int) -> str:
    """Return a text of about that many characters, whose middle is repeated."""
    head, middle, tail = text
    return head + middle * (size // len(middle)) + tail


def grows_like_a_line(work: Callable[[int], object]) -> None:
    """Fail where the work for four times the size is more than twelve times the work."""
    before = 0.0
    for size in SIZES:
        now = cpu_seconds(work, size)
        if before > LEAST_CPU_SECONDS and now / before > MOST_GROWTH:
            now = min(now, cpu_seconds(work, size), cpu_seconds(work, size))  # others use this machine too
            assert now / before < MOST_GROWTH, f"{size} characters: {now:.2f} s after {before:.2f} s"
        before = now


def cpu_seconds(work: Callable[[int], object], size: int) -> float:
    """Return what it costs, in seconds of this process's processor."""
    with at_most(MOST_CPU_SECONDS):
        began = time.process_time()
        work(size)
        return time.process_time() - began


@contextmanager
def at_most(seconds: float) -> Iterator[None]:
    """Stop what takes more of the processor than that: a doubling with each character never ends."""

    def stop(_number: int, _frame: FrameType | None) -> None:
        raise AssertionError(f"it takes more than {seconds:g} s of the processor")

    previous = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, previous)


def test_the_measure_sees_what_it_should(monkeypatch: pytest.MonkeyPatch) -> None:
    """Work that grows with the square is found, on a fast machine too; other work is not."""
    monkeypatch.setattr(sys.modules[__name__], "LEAST_CPU_SECONDS", 0.01)
    grows_like_a_line(lambda size: sum(range(size * 100)))
    with pytest.raises(AssertionError):
        grows_like_a_line(lambda size: sum(range(size * size // 60)))
