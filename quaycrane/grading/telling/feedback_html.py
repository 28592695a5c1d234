"""Makes the feedback page of a graded notebook: one file that needs nothing else, and runs no script."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from jinja2 import pass_context
from nbconvert.exporters import HTMLExporter
from nbconvert.filters import Highlight2HTML
from traitlets.config import Config

from quaycrane.checks.render import plain
from quaycrane.grading.telling.feedback_page import page
from quaycrane.grading.telling.pages import PAGES, code_colours, duration, points, written
from quaycrane.grading.telling.prose import prose_html, with_words


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
