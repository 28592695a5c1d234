"""Makes nbgrader's feedback a page that tells what to mend, and shows no hidden test or mark scheme."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from html import escape
from typing import Any

import nh3
from jinja2 import pass_context
from markdown_it import MarkdownIt
from nbconvert.exporters import Exporter, HTMLExporter
from nbconvert.filters import Highlight2HTML, markdown2html
from nbgrader.api import Gradebook
from nbgrader.preprocessors import ClearHiddenTests, ClearMarkScheme, NbGraderPreprocessor
from nbgrader.utils import is_grade, is_solution, is_task
from traitlets import default
from traitlets.config import Config

from quaycrane.checks.render import plain
from quaycrane.grading.checking.aside import aside
from quaycrane.grading.gradebook.marks import waiting_cells
from quaycrane.grading.reading.taking import NOTICE
from quaycrane.grading.telling.feedback_page import page
from quaycrane.grading.telling.pages import PAGES, code_colours, duration, points, written

MOST_CHARACTERS = 100_000
"""Prose above this is shown as it was written."""

MOST_WITH_TAGS = 20_000
"""Tags in prose above this are shown as they were written: cleaning them costs the square of their depth."""

_TAGS = nh3.ALLOWED_TAGS - {"area", "map"}
_ATTRIBUTES = {
    "a": {"href", "title"}, "img": {"src", "alt", "title", "width", "height"}, "th": {"colspan", "rowspan"},
    "td": {"colspan", "rowspan"}, "ol": {"start"}, "details": {"open"},
}  # fmt: skip
_PICTURE = re.compile(r"data:image/(?:png|jpeg|gif|webp);base64,")
_WORDLESS = re.compile(r"<img(?![^<>]*\balt=)", re.IGNORECASE)

_with_tags, _without_tags = (
    MarkdownIt("commonmark", {"html": tags}).enable(["table", "strikethrough"]) for tags in (True, False)
)


def prose_html(source: str) -> str:
    """Return a student's Markdown as HTML that holds no script, style, form, frame or foreign picture.

    Its time is linear in its length, whatever it holds.
    """
    if len(source) > MOST_CHARACTERS:
        return f'<pre class="written">{escape(source)}</pre>'
    parser = _with_tags if len(source) <= MOST_WITH_TAGS else _without_tags
    clean = nh3.clean(
        parser.render(source),
        tags=_TAGS,
        attributes=_ATTRIBUTES,
        attribute_filter=_own_pictures_only,
        url_schemes={"http", "https", "mailto", "data"},
        link_rel="noopener noreferrer",
    )
    return with_words(clean)


def with_words(html: str) -> str:
    """Return HTML in which each picture has words in its place."""
    return _WORDLESS.sub('<img alt="No description"', html)


@pass_context
def markdown_of_cell(context: Any, source: str) -> str:  # noqa: ANN401 - jinja2's
    """Translate a cell's Markdown: an instructor's as nbconvert does, a student's by `prose_html`."""
    cell = context.get("cell", {})
    is_students = cell.get("metadata", {}).get("nbgrader", {}).get("solution") or cell.get("id") == NOTICE
    return prose_html(source) if is_students else str(markdown2html(source))


def _own_pictures_only(tag: str, attribute: str, value: str) -> str | None:
    """Return an attribute's value unless it names a picture elsewhere, or a page that is none."""
    if attribute == "src":
        return value if tag == "img" and _PICTURE.match(value) else None
    return None if attribute == "href" and value.strip().lower().startswith("data:") else value


def feedback_html(nb: Any, about: Mapping[str, Any]) -> str:  # noqa: ANN401 - nbformat is untyped
    """Return the page.

    Args:
        nb: An autograded notebook, after nbgrader's GetGrades.
        about: What nbgrader and `quaycrane.grading.telling.feedback.Summarise` know of it.
    """
    return _exporter().page(nb, about)


@cache
def _exporter() -> "_PageExporter":
    return _PageExporter()


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


class _PageExporter(HTMLExporter):  # type: ignore[misc] # untyped
    """nbconvert's HTML, in our own template."""

    def __init__(self) -> None:
        super().__init__(
            config=Config({"Exporter": {"default_preprocessors": []}}),
            template_name="feedback",
            extra_template_basedirs=[str(PAGES)],
            extra_template_paths=[str(PAGES)],
            exclude_anchor_links=True,
        )
        self._latest = _Latest()

    def page(self, nb: Any, about: Mapping[str, Any]) -> str:  # noqa: ANN401 - nbformat is untyped
        """Make the page, without HTMLExporter's second reading of it.

        That is a third of the work, and but for images without words it looks for what our template lacks.
        """
        lexer = nb.metadata.get("language_info", {}).get("pygments_lexer")
        colour = Highlight2HTML(pygments_lexer=lexer, parent=self)

        def highlight_code(source: str, metadata: Any) -> str:  # noqa: ANN401 - nbformat is untyped
            language = metadata.get("magics_language", lexer)
            return self._latest.get(("code", language, source), lambda: colour(source, metadata=metadata))

        self.register_filter("highlight_code", highlight_code)
        resources = {"nbgrader": dict(about), "page": page(nb, about["waiting"])}
        html, _ = super(HTMLExporter, self).from_notebook_node(nb, resources)
        return str(html)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:  # noqa: ANN401 - jinja2's
        """Translate an instructor's text."""

        def translated() -> str:
            return with_words(super(_PageExporter, self).markdown2html(context, source))

        attached = context.get("cell", {}).get("attachments")
        return translated() if attached else self._latest.get(("prose", "", source), translated)

    def default_filters(self) -> Iterator[tuple[str, Any]]:
        """Add what our template writes numbers, code and students' words with."""
        yield from super().default_filters()
        yield "points", points
        yield "duration", duration
        yield "plain", plain
        yield "prose", prose_html
        yield "written", written
        yield "code_colours", code_colours


_TOLD = ("student", "assignment", "notebook", "late_penalty", "waiting", "seconds_late")


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
    """Gathers from the gradebook what stands above the notebook, beside the grades that GetGrades puts in."""

    def preprocess(self, nb: Any, resources: Any) -> tuple[Any, Any]:  # noqa: ANN401 - nbgrader is untyped
        """Leave it among nbgrader's resources, for `FeedbackExporter`."""
        about = resources["nbgrader"]
        unit, student = about["assignment"], about["student"]
        with Gradebook(about["db_url"]) as book:
            about["waiting"] = waiting_cells(book, unit, about["notebook"], student)
            about["seconds_late"] = float(book.find_submission(unit, student).total_seconds_late)
        return nb, resources


class FeedbackExporter(Exporter):  # type: ignore[misc] # untyped
    """Makes the page of a graded notebook, in the process aside: it shows what a student wrote."""

    @default("file_extension")  # type: ignore[untyped-decorator]
    def _file_extension_default(self) -> str:
        return ".html"

    def from_notebook_node(self, nb: Any, resources: Any = None, **options: Any) -> tuple[str, Any]:  # noqa: ANN401
        """Return the page, and nbconvert's resources."""
        graded, resources = super().from_notebook_node(nb, resources, **options)
        about = {name: resources["nbgrader"][name] for name in _TOLD}
        return aside(feedback_html, graded, about), resources
