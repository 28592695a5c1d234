"""`%%dockerfile` and `%%answer` keep what was written and say how it is read."""

from pathlib import Path
from typing import Any

import pytest

GOOD = """\
FROM node:24-alpine
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci
COPY . .
CMD ["node", "a.js"]
"""


def test_dockerfile_is_written_and_read_line_by_line(shell: Any, capsys: pytest.CaptureFixture[str]) -> None:
    """The cell goes to the file as it is, and each instruction is shown with its line."""
    assert shell.run_cell(f"%%dockerfile app/Dockerfile\n{GOOD}").success
    assert Path("app/Dockerfile").read_text() == GOOD
    shown = capsys.readouterr().out
    assert "6 instructions written, nothing to mend" in shown
    assert "   4 RUN npm ci  (layer)" in shown
    assert '   6 CMD ["node", "a.js"]  (configuration)' in shown


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FROM node:24-alpine\nRUN npm ci\nCMD node a.js\n", "line 3: JSONArgsRecommended"),
        ("FROM node\nRUN npm ci\n", "line 1: PinnedBaseTag"),
        ("FROM node:24-alpine\n\nCOPPY . .\n", "line 3: "),
        ("FROM node:24-alpine\nRUN <<END\necho\n", "line 2: The heredoc END never ends"),
        ("RUN npm ci\n", "line 1: RUN stands before FROM"),
        ("FROM\n", "line 1: FROM needs an argument"),
    ],
)
def test_what_to_mend_is_named_with_its_line(
    shell: Any, capsys: pytest.CaptureFixture[str], text: str, expected: str
) -> None:
    """A text with something to mend is written all the same; its line and what is wrong are shown."""
    assert shell.run_cell(f"%%dockerfile Dockerfile\n{text}").success
    assert Path("Dockerfile").read_text() == text
    shown = capsys.readouterr().out
    assert expected in shown
    assert "to mend." in shown
    assert "Traceback" not in shown


@pytest.mark.parametrize("magic", ["dockerfile Dockerfile", "answer predictions.yaml", "answer why.md"])
@pytest.mark.parametrize("text", ["\n", "# YOUR ANSWER HERE\n"])
def test_untouched_answer_is_told(
    shell: Any, capsys: pytest.CaptureFixture[str], magic: str, text: str
) -> None:
    """An answer cell that nobody wrote in says so."""
    shell.run_cell(f"%%{magic}\n{text}")
    assert "Nothing written yet" in capsys.readouterr().out


def test_first_line_and_text_are_taken_literally(shell: Any) -> None:
    """What looks like a Python or shell variable is not replaced."""
    shell.user_ns["name"] = "replaced"
    shell.run_cell("%%dockerfile Dockerfile\nFROM a:$name\nRUN echo {name} $HOME\n")
    assert Path("Dockerfile").read_text() == "FROM a:$name\nRUN echo {name} $HOME\n"
    assert not shell.run_cell("%%dockerfile {name}\nFROM a\n").success


@pytest.mark.parametrize("magic", ["dockerfile", "answer"])
def test_bad_place_is_told_without_traceback(
    shell: Any, capsys: pytest.CaptureFixture[str], magic: str
) -> None:
    """A path out of the folder ends the cell in an error that says what to write."""
    assert not shell.run_cell(f"%%{magic} ../Dockerfile\nFROM a\n").success
    shown = capsys.readouterr().out
    assert "'../Dockerfile' is not a plain path" in shown
    assert "fix: Name a file below the notebook's folder" in shown
    assert "Traceback" not in shown
    assert not Path("../Dockerfile").exists()
