"""The whole site is built with warnings as errors, and holds together without a network."""

import re
from argparse import ArgumentParser
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from rich.console import Console

import quaycrane
from quaycrane.checks import pages as rule_pages
from quaycrane.cli import _parser
from quaycrane.commands.site import build_site
from quaycrane.commands.site_arguments import add_site_arguments
from quaycrane.errors import InputError
from quaycrane.kit import project_root
from quaycrane.recorded import load, path_of
from quaycrane.site import played, teaching_page
from tests.notebooks.units import UNITS, notebook
from tests.site.pages import bare, read

RECORDED = [unit for unit in UNITS if path_of(project_root(), unit).exists()]
_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
_MINUTES = re.compile(r"^\| (\d+) \| (.+?) \|", re.MULTILINE)


def test_every_link_leads_somewhere(site: Path) -> None:
    """A link within the site ends at a page that is there, and at a place that the page has."""
    lost = []
    for page in site.rglob("*.html"):
        for link in read(page).links | read(page).loads:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                continue
            target = (page.parent / unquote(parts.path)).resolve() if parts.path else page
            place = unquote(parts.fragment)
            if not target.exists() or (
                place and target.suffix == ".html" and place not in read(target).names
            ):
                lost.append(f"{page.relative_to(site)}: {link}")
    assert not lost


def test_nothing_is_fetched_from_elsewhere(site: Path) -> None:
    """No page needs a script, a style or a picture that the site does not bring."""
    loads = {load for page in site.rglob("*.html") for load in read(page).loads}
    assert loads
    assert not [load for load in loads if urlsplit(load).netloc]


@pytest.mark.parametrize("unit", RECORDED)
def test_a_unit_shows_what_was_recorded(site: Path, unit: str) -> None:
    """On the page of a unit stands each text, table and figure of its recording, and no other output."""
    page = site / "units" / f"{unit}.html"
    html, words = page.read_text(encoding="utf-8"), read(page).words
    drawn = {path.read_text(encoding="utf-8").strip() for path in site.glob("_images/*.svg")} | {""}
    for cell in load(path_of(project_root(), unit)).cells:
        for output in cell.outputs:
            text = output.get("text") or "\n".join(output.get("traceback", ()))
            data = output.get("data", {})
            assert bare(_COLOURS.sub("", text)) in words, cell.id
            assert data.get("text/html", "") in html, cell.id
            assert data.get("image/svg+xml", "").strip() in drawn, cell.id


@pytest.mark.parametrize("unit", RECORDED)
def test_a_unit_is_its_release_and_its_recording(unit: str) -> None:
    """The notebook of the page has the text that students get, with the outputs of the recording alone."""
    made = {cell.id: cell for cell in played(project_root(), unit).cells}
    recorded = {
        cell.id: [dict(one) for one in cell.outputs] for cell in load(path_of(project_root(), unit)).cells
    }
    for cell in notebook(unit, "release").cells[1:]:
        shown = [dict(one) for one in made[cell.id].get("outputs", [])]
        for one in shown:
            one.pop("execution_count", None)
        assert (made[cell.id].source, shown) == (cell.source, recorded.get(cell.id, []))


def test_a_recording_of_another_unit_is_refused(tmp_path: Path) -> None:
    """A page never shows an output below a cell that did not make it."""
    unit, *_ = UNITS
    (path,) = (project_root() / "release" / unit).glob("*.ipynb")
    (tmp_path / "release" / unit).mkdir(parents=True)
    text = path.read_text(encoding="utf-8").replace(
        "client, page = engine.client", "client, pages = engine.client"
    )
    (tmp_path / "release" / unit / path.name).write_text(text, encoding="utf-8")
    (tmp_path / "recordings").symlink_to(project_root() / "recordings")
    with pytest.raises(InputError, match="not of the unit as it is"):
        played(tmp_path, unit)


def test_no_solution_is_published(site: Path) -> None:
    """Neither what an answer cell should hold nor a hidden test stands on any page."""
    for unit in UNITS:
        words = read(site / "units" / f"{unit}.html").words + read(site / "teaching" / f"{unit}.html").words
        for cell in notebook(unit).cells:
            for hidden in re.findall(
                r"### BEGIN (?:SOLUTION|HIDDEN TESTS)\n(.+?)### END", cell.source, re.DOTALL
            ):
                assert bare(hidden) not in words, f"{unit}: {cell.id}"


def test_the_reference_has_all_there_is(site: Path) -> None:
    """Each command, each rule and each part of the package has its place."""
    commands = read(site / "reference" / "commands.html").words
    (below,) = (one for one in _parser()._actions if isinstance(one.choices, dict))
    assert all(f"usage:quaycrane{name}" in commands for name in below.choices or {})
    assert {path.stem for path in (site / "rules").glob("*.html")} == {
        name.removesuffix(".md") for name in rule_pages.pages()
    }
    for part in quaycrane.__all__:
        assert f"module-quaycrane.{part}" in read(site / "reference" / "api" / f"{part}.html").names


def test_settings_tell_of_every_variable(site: Path) -> None:
    """Whatever variable the package reads under our name is on the page of settings."""
    code = "".join(path.read_text(encoding="utf-8") for path in (project_root() / "quaycrane").rglob("*.py"))
    told = read(site / "reference" / "settings.html").words
    assert all(name in told for name in set(re.findall(r"QUAYCRANE_[A-Z_]+", code)))


@pytest.mark.parametrize("unit", UNITS)
def test_a_lesson_has_ninety_minutes(unit: str) -> None:
    """The parts of a lesson are parts of the notebook, and their minutes add up."""
    page = teaching_page(project_root(), unit)
    parts = [(int(minutes), part) for minutes, part in _MINUTES.findall(page)]
    heads = [line.lstrip("# ") for cell in notebook(unit).cells for line in cell.source.splitlines()]
    assert sum(minutes for minutes, _ in parts) == 90
    assert not [part for _, part in parts[1:] if not any(head.startswith(part) for head in heads)]
    for told in (
        "- *",
        "quaycrane kit fetch",
        "| question |",
        "- Exercise 1",
        "## What goes wrong in the room",
    ):
        assert told in page


def test_a_folder_with_something_else_is_left_alone(tmp_path: Path) -> None:
    """The site is not written over what it did not make."""
    (tmp_path / "mine").write_text("mine")
    parser = ArgumentParser()
    add_site_arguments(parser, parser)
    with pytest.raises(InputError, match="holds something else"):
        build_site(Console(), parser.parse_args(["--to", str(tmp_path)]))
    assert [path.name for path in tmp_path.iterdir()] == ["mine"]
