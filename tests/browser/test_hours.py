"""A student's hour and an instructor's week, with a unit about Dockerfiles and one about Compose files."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from quaycrane.engine import Engine
from tests.browser.course_lab import CourseLab, Formgrader, course_lab
from tests.browser.hours import HOURS, Hour, hand_in, hand_out, mend
from tests.browser.open_notebook import OpenNotebook
from tests.browser.pictures import picture
from tests.grading.exchange import Person

pytestmark = [pytest.mark.browser, pytest.mark.engine, pytest.mark.timeout(900)]

MOST_BY_HAND = 4  # points of each interview


def _reads_and_plays(book: OpenNotebook, hour: Hour) -> None:
    """Set up, foresee a number, and play by keyboard."""
    expect(book.run("setup")).to_contain_text("Docker Engine")
    for name in hour.before:
        book.run(name)
    asks, settles = hour.foreseen
    field = book.run(asks).get_by_placeholder("a number")
    field.press_sequentially("4")
    field.press("Enter")
    expect(book.cell(asks)).to_contain_text("Kept: 4.")
    expect(book.run(settles)).to_contain_text("You said 4")
    explorer = book.run("explorer")
    for role, name, keys in hour.keys:
        for key in keys:
            explorer.get_by_role(role, name=name).press(key)  # type: ignore[arg-type]
    expect(explorer).to_contain_text(hour.told)
    picture(book.page, f"{hour.name}-explorer")


def _writes(book: OpenNotebook, hour: Hour) -> None:
    """Write with a slip, see it, ask for a hint, mend it, and go on after a restart of the kernel."""
    name, first = hour.answer
    underlined = book.write(name, f"{first}\n{hour.wrong}").locator(".cm-lintRange")
    expect(underlined.first).to_contain_text(hour.slip[1].strip())
    underlined.first.hover()
    expect(book.page.locator(".cm-tooltip-lint")).to_contain_text("Try: ")
    picture(book.page, f"{hour.name}-underlined")
    book.run(name)
    expect(book.run(hour.grade)).to_contain_text("✗")
    expect(book.ask_below(hour.grade, "%hint")).to_contain_text("Ask again for the next hint.")
    picture(book.page, f"{hour.name}-hint")
    book.write(name, f"{first}\n{hour.right}")
    expect(underlined).to_have_count(0)
    book.run(name)
    expect(book.run(hour.grade)).not_to_contain_text("✗")
    book.restart()
    book.run("setup")
    expect(book.run(hour.grade)).not_to_contain_text("✗")


def _validates(lab: CourseLab) -> None:
    """Press again where the answer was lost: Chromium drops it when a bridge of the engine comes or goes."""
    dialog = lab.page.locator(".jp-Dialog")
    lost = dialog.filter(has_text="Server Connection Error")
    for _ in range(3):
        lab.page.get_by_role("button", name="Validate").first.click()
        expect(dialog).to_contain_text(re.compile("Success|Server Connection Error"))
        if not lost.count():
            return
        lost.get_by_role("button", name="Close").click()
    raise AssertionError("The server's answer was lost three times")


def _hands_in(lab: CourseLab, book: OpenNotebook, hour: Hour) -> None:
    book.write("interview", "ann has words.")
    book.save()
    _validates(lab)
    picture(lab.page, f"{hour.name}-validated")
    lab.page.locator(".jp-Dialog").get_by_role("button").last.click()
    lab.choose("Assignment List")
    lab.page.locator("#fetched_assignments_list").get_by_role("button", name="Submit").click()
    expect(lab.page.locator("#submitted_assignments_list .nested_list_item")).to_have_count(1)
    picture(lab.page, f"{hour.name}-submitted")


def _marks_by_hand(desk: CourseLab, formgrader: Formgrader, hour: Hour) -> None:
    """Lead from answer to answer over the class, each in sight at once, with what failed beside its lines."""
    formgrader.go("Manual Grading", hour.unit, hour.name, "Submission #1")
    for student in range(2):
        points = formgrader.frame.locator("input#interview")
        expect(points).to_be_focused()
        expect(points).to_be_in_viewport()
        expect(formgrader.frame.get_by_text("as it was graded")).to_have_count(1)
        picture(desk.page, f"{hour.name}-by-hand-{student}")
        points.fill(f"{MOST_BY_HAND}")
        points.press("Tab")
        expect(formgrader.frame.locator(".score-saved").last).to_be_visible()
        formgrader.frame.locator(".next a").click()


def _gives_back(desk: CourseLab, formgrader: Formgrader, instructor: Person, hour: Hour) -> None:
    """Regrade after a check was mended, as the command would, and give back."""
    mend(instructor, hour)
    formgrader.go("Manage Assignments", "2")
    assert "Successfully autograded" in formgrader.press("autograde", "ann")
    told = instructor.run("quaycrane.cli", "grade", hour.unit, "--student", "ann", "--dry-run")
    assert "0 sets of answers are to be checked" in told
    assert "1 sets" in instructor.run("quaycrane.cli", "grade", hour.unit, "--dry-run"), "Bob's is another"
    instructor.run("quaycrane.cli", "grade", hour.unit)
    formgrader.go("Manage Assignments")
    assert "Successfully generated feedback" in formgrader.press("generate-feedback", hour.unit)
    assert "Successfully released feedback" in formgrader.press("release-feedback", hour.unit)
    picture(desk.page, f"{hour.name}-released")


def _reads_feedback(lab: CourseLab, hour: Hour) -> None:
    lab.page.locator("#refresh_assignments_list").click()
    lab.page.get_by_role("button", name="Fetch Feedback").click()
    lab.page.get_by_text("(view feedback)").click()
    lab.page.locator(".jp-DirListing-item", has_text=f"{hour.name}.html").dblclick()
    page = lab.page.frame_locator(".jp-HTMLViewer iframe")
    most = hour.points + MOST_BY_HAND
    expect(page.locator(".score")).to_contain_text(f"{most} of {most} points")
    picture(lab.page, f"{hour.name}-feedback")


@pytest.mark.sampled(15)
@pytest.mark.parametrize("hour", HOURS, ids=[hour.name for hour in HOURS])
def test_an_hour_and_a_week(browser: Browser, engine: Engine, tmp_path: Path, hour: Hour) -> None:
    """From the landing page to the feedback read: by buttons and keys, and no page has an error."""
    instructor, ann, bob = hand_out(tmp_path, hour, engine.environment)
    hand_in(bob, hour)
    with course_lab(browser, ann) as lab:
        picture(lab.page, f"{hour.name}-welcome")
        lab.page.get_by_role("link", name=hour.title).click()
        book = OpenNotebook(lab.page, hour.name)
        _reads_and_plays(book, hour)
        _writes(book, hour)
        _hands_in(lab, book, hour)
        with course_lab(browser, instructor, "--instructor") as desk:
            formgrader = desk.formgrader()
            assert "Successfully collected" in formgrader.press("collect", hour.unit)
            formgrader.go("2")
            for student in ("ann", "bob"):
                assert "Successfully autograded" in formgrader.press("autograde", student)
            picture(desk.page, f"{hour.name}-autograded")
            told = instructor.run("quaycrane.cli", "grade", hour.unit, "--dry-run")
            assert "0 sets of answers are to be checked" in told, "Formgrader goes the way of the command"
            _marks_by_hand(desk, formgrader, hour)
            _gives_back(desk, formgrader, instructor, hour)
            assert desk.troubles == []
        _reads_feedback(lab, hour)
        assert lab.troubles == []
