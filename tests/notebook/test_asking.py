"""Predictions: asked, kept over a restart, compared, summed up; nothing is marked and nothing waits."""

from pathlib import Path
from typing import Any

import ipywidgets as widgets
import nbformat
import pytest
from nbclient import NotebookClient
from nbformat.v4 import new_code_cell, new_notebook

from quaycrane.errors import InputError
from quaycrane.notebook import predict
from quaycrane.notebook.predictions import FILE, Prediction, load

Capture = pytest.CaptureFixture[str]
ASK = {
    "layers": 'predict("layers", "How many layers?")',
    "size": 'predict("size", "How large?", unit="MB")',
    "gone": 'predict("gone", "Is it gone?", ["yes", "no"])',
    "steps": 'predict("steps", "Which run again?", ["COPY", "RUN", "CMD"], several=True)',
}


@pytest.fixture(autouse=True)
def _cell(shell: Any) -> None:
    """A shell that knows `predict`."""
    shell.push({"predict": predict})


@pytest.mark.parametrize(
    ("name", "answers", "told"),
    [
        ("layers", ("8", "4"), "You said 8, the engine says 4."),
        ("layers", ("4 layers", "4"), "✓ You said 4, and so says the engine."),
        ("layers", ("", "4"), "You made no prediction; the engine says 4."),
        ("size", ("150 MB", "160.4"), "✓ You said 150 MB, the engine says 160 MB: near enough."),
        ("size", ("1,000", "160"), "You said 1,000 MB, the engine says 160 MB."),
        ("size", ("0.5", "2.25"), "You said 0.5 MB, the engine says 2.25 MB."),
        ("gone", ("yes", "False"), "You said yes, the engine says no."),
        ("gone", ("no", "False"), "✓ You said no, and so says the engine."),
        ("steps", (["COPY"], "['RUN', 'COPY']"), "You said COPY, the engine says COPY, RUN."),
        ("steps", (["RUN", "COPY"], "('COPY', 'RUN')"), "✓ You said COPY, RUN, and so says the engine."),
        ("steps", ([], "['CMD']"), "You said none of them, the engine says CMD."),
    ],
)
def test_result_is_told_beside_what_was_said(
    shell: Any, capsys: Capture, name: str, answers: tuple[Any, str], told: str
) -> None:
    """What was said and what came out stand in one sentence, with a sign where it was foreseen."""
    shell.run_cell(ASK[name])
    predict._said(name, answers[0])
    capsys.readouterr()
    shell.run_cell(f'predict.settle("{name}", {answers[1]}, within=0.25)')
    assert capsys.readouterr().out.strip() == told


def test_text_stands_where_no_control_can(shell: Any, capsys: Capture) -> None:
    """In a terminal and in a saved notebook the question, what it takes and what was said are text."""
    shell.run_cell(ASK["steps"])
    predict._said("steps", ["RUN"])
    shell.run_cell(ASK["steps"])
    first, second = capsys.readouterr().out.strip().splitlines()
    assert first == "Predict: Which run again? (any of: COPY, RUN, CMD)"
    assert second == f"{first} You said RUN."


def test_summary_names_what_to_look_at_again(shell: Any, capsys: Capture) -> None:
    """The end says how many were foreseen and lists the others; what has no result yet is not counted."""
    for cell in ASK.values():
        shell.run_cell(cell)
    predict._said("layers", "4")
    predict._said("gone", "yes")
    shell.run_cell(
        'predict.settle("layers", 4); predict.settle("gone", False); predict.settle("steps", ["RUN"])'
    )
    capsys.readouterr()
    shell.run_cell("predict.summary()")
    assert capsys.readouterr().out.strip().splitlines() == [
        "You foresaw 1 of 3 results. Look again at:",
        "  - Is it gone? You said yes, the engine says no.",
        "  - Which run again? You made no prediction; the engine says RUN.",
    ]


@pytest.mark.parametrize(
    ("name", "said", "told"),
    [
        ("layers", "many", "'many' holds no number. Type a number"),
        ("layers", "7", "Kept: 7."),
        ("layers", "", ""),
    ],
)
def test_control_says_what_was_kept(shell: Any, name: str, said: str, told: str) -> None:
    """What is typed is answered at once: kept, or no number; emptied, nothing is kept."""
    shell.run_cell(ASK[name])
    assert predict._said(name, said).startswith(told)
    assert (load(Path.cwd())[name].said is not None) == told.startswith("Kept")


@pytest.mark.parametrize("was", ['predict.settle("gone", "maybe")', 'predict.settle("layers", "many")'])
def test_result_that_is_no_answer_is_told(shell: Any, capsys: Capture, was: str) -> None:
    """A result that the question does not have is the author's mistake, and told."""
    shell.run_cell("\n".join(ASK.values()))
    assert not shell.run_cell(was).success
    assert "fix: " in capsys.readouterr().out
    with pytest.raises(InputError):
        Prediction("?", ("a",)).read("b")


def test_unasked_question_is_told(shell: Any, capsys: Capture) -> None:
    """A result whose question's cell did not run says which comes first, and the notebook goes on."""
    assert shell.run_cell('predict.settle("other", 1)').success
    assert "its cell comes before" in capsys.readouterr().out


@pytest.mark.parametrize("content", ["", "[]", '{"a": 1}', '{"a": {"question": 1}}', "\xff"])
def test_broken_file_is_begun_anew(shell: Any, content: str) -> None:
    """A file that cannot be read stands in nobody's way."""
    Path(FILE).write_text(content, encoding="latin-1")
    assert shell.run_cell(ASK["layers"]).success
    assert list(load(Path.cwd())) == ["layers"]


def test_changed_question_forgets(shell: Any) -> None:
    """What was said to other choices is not taken for an answer to these."""
    shell.run_cell(ASK["gone"])
    predict._said("gone", "yes")
    shell.run_cell('predict("gone", "Is it gone?", ["gone", "there"])')
    assert load(Path.cwd())["gone"].said is None


def test_run_all_goes_through_and_a_restart_remembers(tmp_path: Path) -> None:
    """A kernel runs question, result and summary without waiting; a second kernel knows what was said."""
    begin = "from quaycrane.notebook import predict\n"
    say = 'predict._said("layers", "8")'
    settle = 'predict.settle("layers", 4)\npredict.summary()'
    cells = [[begin + ASK["layers"], say], [begin + settle]]
    for sources in cells:
        made = new_notebook(cells=[new_code_cell(source) for source in sources])
        made.metadata = nbformat.from_dict({"kernelspec": {"name": "python3", "display_name": "Python 3"}})
        NotebookClient(made, resources={"metadata": {"path": str(tmp_path)}}).execute()
        if len(sources) == 2:
            (shown,) = made.cells[0].outputs
            assert shown.data["text/plain"] == "Predict: How many layers? (a number)"
            assert "application/vnd.jupyter.widget-view+json" in shown.data
    verdict, summary = made.cells[0].outputs
    assert verdict.data["text/plain"] == "You said 8, the engine says 4."
    assert "You foresaw 0 of 1 results." in summary.data["text/html"]


@pytest.mark.parametrize("name", ASK)
def test_control_of_each_kind(shell: Any, name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A field, one choice and boxes tell what is chosen, and stand where they were after a restart."""
    made: list[Any] = []
    monkeypatch.setattr("quaycrane.notebook.asking._show_with_text", lambda control, _: made.append(control))
    chosen = {"layers": "8", "size": "8", "gone": "no", "steps": True}[name]
    for before in (True, False):
        shell.run_cell(ASK[name])
        control = next(
            one for one in _below(made[-1]) if hasattr(one, "value") and not isinstance(one, widgets.HTML)
        )
        if before:
            control.value = chosen
        assert control.value == chosen
    assert load(Path.cwd())[name].said is not None


def _below(control: Any) -> list[Any]:
    children = getattr(control, "children", ())
    return [*children, *(one for child in children for one in _below(child))]
