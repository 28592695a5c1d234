"""The cell magics that keep a learner's answer in a file; they run nothing."""

from pathlib import Path

from IPython.core.magic import Magics, cell_magic, magics_class, no_var_expand
from IPython.display import display

from quaycrane.notebook import answer_view, dockerfile_view
from quaycrane.notebook.absent_bases import absent_bases
from quaycrane.notebook.known_words import known_words
from quaycrane.notebook.places import place, write
from quaycrane.notebook.session import known


@magics_class
class AnswerMagics(Magics):  # type: ignore[misc] # IPython has no types for it
    """`%%dockerfile PATH` and `%%answer PATH`."""

    # `$` and braces in the first line belong to the learner.
    @no_var_expand  # type: ignore[untyped-decorator]
    @cell_magic  # type: ignore[untyped-decorator]
    def dockerfile(self, line: str, cell: str) -> None:
        """Write the cell to a Dockerfile and show how it is read."""
        write(place(line, Path.cwd()), cell)
        display(dockerfile_view.view(line.strip(), cell, absent_bases(cell, known())))

    @no_var_expand  # type: ignore[untyped-decorator]
    @cell_magic  # type: ignore[untyped-decorator]
    def answer(self, line: str, cell: str) -> None:
        """Write the cell to a text answer and show how it is read."""
        write(place(line, Path.cwd()), cell)
        name = line.strip()
        display(answer_view.view(name, cell, known_words(Path.cwd(), name)))
