"""Who opens a feedback page stays on it, as it is, and asks nothing of anybody, whatever a student wrote."""

from pathlib import Path
from typing import Any

import nbformat
import pytest
from bs4 import BeautifulSoup
from nbconvert.exporters import HTMLExporter
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output
from nbgrader.server_extensions.formgrader.handlers import template_path
from playwright.sync_api import Browser

from quaycrane.grading.gradebook.unit import settings
from quaycrane.grading.reading.taking import NOTICE
from quaycrane.grading.telling.feedback import feedback_html
from quaycrane.kit import project_root
from tests.browser.conftest import browser
from tests.grading.conftest import nbgrader_metadata
from tests.hostile.host import server

__all__ = ["browser"]

HARMLESS = "**Bold**, `code`, [a link](https://example.org), <b>b</b><br>and\n\n|a|b|\n|-|-|\n|1|2|\n"
HOSTILE = (
    '<meta http-equiv="refresh" content="0;url={there}">',
    "<style>body {{ display: none }} * {{ color: red !important }}</style>",
    '<link rel="stylesheet" href="{there}"><base href="{there}">',
    "</section></details></main></body></html><h1 style='position: fixed'>100 of 100</h1>",
    '<img src="{there}"> ![x]({there}) <picture><source srcset="{there}"></picture>',
    '<svg><image href="{there}"/><script>location = "{there}"</script></svg>',
    '<iframe src="{there}"></iframe><object data="{there}"></object><embed src="{there}">',
    '<form action="{there}"><button autofocus onfocus="this.form.submit()">x</button></form>',
    '<table background="{there}"><tr><td style="background: url({there})">x</td></tr></table>',
    '<video poster="{there}" autoplay src="{there}"></video><audio src="{there}" autoplay></audio>',
    '<a href="javascript:location=1">x</a> [y](javascript:location=1) <a href="data:text/html,x">z</a>',
    '<math><mtext><style><img src=x onerror="location=1"></style></mtext></math>',
    "<!--><script>location = '{there}'</script>-->",
    '<details open ontoggle="location=1"><summary id="title">x',
)
DEAD = "meta style link base script iframe object embed form svg math video audio".split()  # noqa: SIM905
SHOWN = {
    "assignment_id": "a", "notebook_id": "n", "submission_id": "s", "index": 0, "total": 1, "base_url": "/",
    "mathjax_url": "", "mathjax_config": "", "next_index": None, "prev_index": None, "my_tooltip": "",
    "last_name": "", "first_name": "", "notebook_path": "", "keyword_help": {}, "student": "ann",
}  # fmt: skip
"""What Formgrader tells its template."""
STYLES = """() => [
    ...document.querySelectorAll('body, main, main > h1, main > .score, main > .panel, main > details')
].map(one => {
    const style = getComputedStyle(one)
    return [one.tagName, style.display, style.color, style.position, style.backgroundImage].join(' ')
})"""


def cell(made: Any, name: str, **about: Any) -> Any:
    """Return a cell with nbgrader's metadata."""
    made.metadata = nbformat.from_dict(nbgrader_metadata(name, points=1, score=0, **about))
    return made


def written(folder: Path, text: str) -> Path:
    """Write the page of a student who wrote that everywhere, and whose containers printed it."""
    shown = new_output("stream", text=text)
    cells = [
        new_markdown_cell("# The unit"),
        new_markdown_cell(f"- {text}", id=NOTICE),
        cell(new_code_cell(f"%%dockerfile Dockerfile\n{text}"), "code", solution=True),
        cell(new_code_cell("# Good (1 point)", outputs=[shown]), "grade", grade=True),
        cell(new_markdown_cell(text), "prose", grade=True, solution=True),
    ]
    about = {"student": text, "late_penalty": 0, "waiting": (), "seconds_late": 0}
    notebook = new_notebook(cells=cells, metadata={"quaycrane": {"notes": [text]}})
    path = folder / "page.html"
    path.write_text(feedback_html(notebook, about))
    return path


@pytest.mark.browser
@pytest.mark.parametrize("text", HOSTILE)
def test_a_page_stays_what_it_is(browser: Browser, tmp_path: Path, text: str) -> None:
    """The page asks for nothing, goes nowhere, and looks as it does around harmless prose."""
    page = browser.new_page()
    asked_for: list[str] = []
    page.on("request", lambda request: asked_for.append(request.url))
    with server() as (there, asked):
        seen = []
        for words in (HARMLESS, text.format(there=f"{there}/x")):
            path = written(tmp_path, words)
            page.goto(path.as_uri())
            for summary in page.locator("details > summary").all():
                summary.click()
            page.wait_for_timeout(300)
            seen.append(page.evaluate(STYLES))
            assert page.url == path.as_uri()
        assert not asked
    assert set(asked_for) == {path.as_uri()}
    assert seen[0] == seen[1]
    page.close()


@pytest.mark.parametrize("text", HOSTILE)
def test_formgrader_shows_students_words_cleaned(text: str) -> None:
    """In an instructor's page, which may do all that Jupyter may, no student's tag is alive; ours are."""
    config = settings(project_root())
    config.HTMLExporter.template_name = "formgrade"
    config.HTMLExporter.extra_template_basedirs = [template_path]
    students = cell(new_markdown_cell(text.format(there="http://there")), "prose", solution=True)
    cells = [new_markdown_cell("<center>Ours $a_b$</center>"), students, new_markdown_cell("<center>End")]
    html, _ = HTMLExporter(config=config).from_notebook_node(new_notebook(cells=cells), dict(SHOWN))
    assert "<center>Ours $a_b$</center>" in html
    cleaned = BeautifulSoup(html.split("<center>")[1], "html.parser")
    assert "http://there" not in str(cleaned.find_all(DEAD))
    for tag in cleaned.find_all(["a", "img", "td", "table", "details", "summary", "p", "h1", "button"]):
        assert str(tag.get("href", "https:")).startswith(("https:", "http:", "mailto:"))
        assert str(tag.get("src", "data:image/")).startswith("data:image/")
        assert not {"style", "onerror", "ontoggle", "onfocus", "ping", "background"} & {*tag.attrs}
