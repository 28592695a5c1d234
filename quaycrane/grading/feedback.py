"""Makes nbgrader's feedback a page that tells what to mend, and shows no hidden test or mark scheme."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from jinja2 import pass_context
from jinja2.bccache import Bucket, BytecodeCache
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task

from quaycrane.checks import known_checks
from quaycrane.checks.render import plain
from quaycrane.grading.feedback_page import page
from quaycrane.grading.marks import waiting_cells
from quaycrane.grading.pages import PAGES, code_colours, points

_WORDLESS = re.compile(r"<img(?![^>]*\balt=)", re.IGNORECASE)


class _Compiled(BytecodeCache):
    """Keeps compiled templates in memory."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill a bucket with what was kept for it."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a bucket's content."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


class _Latest:
    """Keeps the latest texts that were made of others: most of a notebook is the same for all students."""

    def __init__(self, most: int = 200, longest: int = 10_000) -> None:
        self._most, self._longest = most, longest
        self._kept: dict[tuple[str, ...], str] = {}

    def get(self, key: tuple[str, ...], make: Callable[[], str]) -> str:
        """Return what was made under a key, or make it."""
        text = self._kept.pop(key, None)
        if text is None:
            text = make()
        if len(text) <= self._longest:
            self._kept[key] = text  # the newest is last
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]
        return text


_compiled = _Compiled()
_latest = _Latest()


class HideTests(ClearHiddenTests):  # type: ignore[misc] # untyped
    """nbgrader's ClearHiddenTests, for the instructor's grade cells only.

    On a student's answer that happens to hold the marker, nbgrader's own stops the feedback.
    """

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Remove the hidden tests of a grade cell."""
        if not is_grade(cell) or is_solution(cell):
            return cell, resources
        cleared, resources = super().preprocess_cell(cell, resources, cell_index)
        return cleared, resources


class HideMarkScheme(ClearMarkScheme):  # type: ignore[misc] # untyped
    """nbgrader's ClearMarkScheme, for the instructor's task cells only."""

    def preprocess_cell(self, cell: Any, resources: Any, cell_index: int) -> tuple[Any, Any]:  # noqa: ANN401
        """Remove the mark scheme of a task cell."""
        if not is_task(cell):
            return cell, resources
        cleared, resources = super().preprocess_cell(cell, resources, cell_index)
        return cleared, resources


class Summarise(NbGraderPreprocessor):  # type: ignore[misc] # untyped
    """Gathers what stands above the notebook; it needs the grades that GetGrades puts in."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbgrader is untyped
        """Leave the page's content among the resources, for the template."""
        about = resources["nbgrader"]
        with Gradebook(about["db_url"]) as book:
            waiting = waiting_cells(book, about["assignment"], about["notebook"], about["student"])
        files = {name: check.file for name, check in known_checks().items()}
        resources["page"] = page(nb, waiting, files)
        return nb, resources


class FeedbackExporter(HTMLExporter):  # type: ignore[misc] # untyped
    """nbconvert's HTML, in our own template: one file that needs nothing else, and runs no script."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - nbconvert's own
        # beside our class, whatever nbgrader has set for its own template counts for less
        super().__init__(
            template_name="feedback",
            extra_template_basedirs=[str(PAGES)],
            extra_template_paths=[str(PAGES)],
            exclude_anchor_links=True,
            **options,
        )

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, Any]:  # noqa: ANN401
        """Make the page, without HTMLExporter's second reading of it.

        That is a third of the work, and but for images without words it looks for what our template lacks.
        """
        lexer = nb.metadata.get("language_info", {}).get("pygments_lexer")
        colour = Highlight2HTML(pygments_lexer=lexer, parent=self)

        def highlight_code(source: str, metadata: Any) -> str:  # noqa: ANN401 - nbformat is untyped
            language = metadata.get("magics_language", lexer)
            return _latest.get(("code", language, source), lambda: colour(source, metadata=metadata))

        self.register_filter("highlight_code", highlight_code)
        html, resources = super(HTMLExporter, self).from_notebook_node(nb, resources, **options)
        return _WORDLESS.sub('<img alt="No description"', html), resources

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:  # noqa: ANN401 - jinja2's
        """Translate a text of a notebook."""
        if self.embed_images or context.get("cell", {}).get("attachments"):
            return str(super().markdown2html(context, source))
        return _latest.get(
            ("prose", "", source), lambda: super(FeedbackExporter, self).markdown2html(context, source)
        )

    def _create_environment(self) -> Any:  # noqa: ANN401 - jinja2's
        """Compile each template once a process: nbgrader makes an exporter for each student."""
        environment = super()._create_environment()
        environment.bytecode_cache = _compiled
        return environment

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Add what our template writes numbers and code with."""
        yield from super().default_filters()
        yield "points", points
        yield "plain", plain
        yield "code_colours", code_colours
