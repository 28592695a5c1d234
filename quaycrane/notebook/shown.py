"""Something to display: HTML in a notebook, plain text in a terminal."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Shown:
    """What a cell displays.

    Attributes:
        html: For a notebook.
        text: For a terminal, a screen without HTML, and a test.
    """

    html: str
    text: str

    def _repr_html_(self) -> str:
        return self.html

    def __repr__(self) -> str:
        return self.text
