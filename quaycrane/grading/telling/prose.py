"""Makes HTML of what students write in Markdown: none of it leads a reader away or changes the page."""

import re
from html import escape
from typing import Any

import nh3
from jinja2 import pass_context
from markdown_it import MarkdownIt
from nbconvert.filters import markdown2html

from quaycrane.grading.reading.skeleton import NOTICE

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
