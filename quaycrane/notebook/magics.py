"""The cell magics that keep a learner's answer in a file; they run nothing."""

from pathlib import Path

from IPython.core.magic import Magics, cell_magic, magics_class, no_var_expand
from IPython.display import display

from quaycrane.course.known_words import known_words
from quaycrane.notebook import answer_view, compose_reading, compose_view, dockerfile_view
from quaycrane.notebook.absent_bases import absent_bases, absent_images
from quaycrane.notebook.places import place, write
from quaycrane.notebook.session import known


@magics_class
class AnswerMagics(Magics):  # type: ignore[misc] # IPython has no types for it
    """`%%dockerfile PATH`, `%%compose PATH` and `%%answer PATH`."""

    # `$` and braces in the first line belong to the learner.
    @no_var_expand  # type: ignore[untyped-decorator]
    @cell_magic  # type: ignore[untyped-decorator]
    def dockerfile(self, line: str, cell: str) -> None:
        """Write the cell to a Dockerfile and show how it is read."""
        write(place(line, Path.cwd()), cell)
        display(dockerfile_view.view(line.strip(), cell, absent_bases(cell, known())))

    @no_var_expand  # type: ignore[untyped-decorator]
    @cell_magic  # type: ignore[untyped-decorator]
    def compose(self, line: str, cell: str) -> None:
        """Write the cell to a Compose file, show how it is read and what it makes, and start nothing."""
        path = place(line, Path.cwd())
        write(path, cell)
        reading = compose_reading.read(path, cell)
        display(compose_view.view(line.strip(), reading, absent_images(reading.own, known())))

    @no_var_expand  # type: ignore[untyped-decorator]
    @cell_magic  # type: ignore[untyped-decorator]
    def answer(self, line: str, cell: str) -> None:
        """Write the cell to a text answer and show how it is read."""
        write(place(line, Path.cwd()), cell)
        name = line.strip()
        display(answer_view.view(name, cell, known_words(Path.cwd(), name)))
