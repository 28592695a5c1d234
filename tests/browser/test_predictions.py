"""Predictions are typed in JupyterLab, by keyboard, in both themes."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.test_unit import Open, both_themes, open_notebook

__all__ = ["open_notebook"]
pytestmark = [pytest.mark.browser, pytest.mark.timeout(580)]

ASK = """\
from quaycrane.notebook import predict
predict("layers", "How many layers will the eight lines make?")
predict("size", "How large does the image become?", unit="MB")
predict("gone", "Is the image still there?", ["yes", "no"])
predict("steps", "Which steps run again?", ["COPY package.json", "RUN npm ci", "COPY . ."], several=True)"""
SETTLE = """\
predict.settle("layers", 4)
predict.settle("size", 160.4, within=0.25)
predict.settle("gone", True)
predict.settle("steps", ["RUN npm ci"])"""
SUMMARY = "predict.summary()"


@both_themes
def test_predictions_are_typed_and_compared(open_notebook: Open, theme: str) -> None:
    """Keys alone answer each kind; the result tells it at once, and all can be read."""
    shown = open_notebook(ASK, SETTLE, SUMMARY)
    shown.run_all()
    expect(shown.output("You made no prediction; the engine says 4.").first).to_be_visible()
    keys = shown.page.keyboard
    shown.page.get_by_placeholder("a number").first.focus()
    for key in (
        "8",
        "Enter",
        "Tab",
        "1",
        "5",
        "0",
        "Enter",
        "Tab",
        "ArrowDown",
        "ArrowUp",
        "Tab",
        "Tab",
        "Space",
    ):
        keys.press(key)
    for text in ("You said 8, the engine says 4.", "You said 150 MB", "You said yes", "You said RUN npm ci"):
        expect(shown.output(text).first).to_be_visible()
    expect(shown.page.get_by_text("Kept: 8.")).to_be_visible()
    expect(shown.output("You foresaw 3 of 4 results.").first).to_be_visible()
    assert shown.faint_texts() == []
    assert shown.errors == []
    if picture := os.environ.get("QUAYCRANE_PICTURES"):
        shown.page.screenshot(path=Path(picture, f"predictions-{theme}.png"))
