"""The whole round through JupyterLab's own buttons: Formgrader's, Assignment List's, and Validate."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.course_lab import CourseLab, course_lab
from tests.grading.exchange import HALF, RIGHT, UNIT, Person, classroom

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]


def _fetch_and_open(lab: CourseLab) -> None:
    """Fetch the unit, and open the notebook by its link."""
    lab.choose("Assignment List")
    lab.page.locator("#released_assignments_list").get_by_role("button", name="Fetch").click()
    fetched = lab.page.locator("#fetched_assignments_list")
    fetched.get_by_role("button", name=UNIT).click()
    fetched.get_by_role("link", name="mini").click()
    lab.notebook_is_ready()


def _validate(page: Page) -> str:
    page.get_by_role("button", name="Validate").first.click()
    dialog = page.locator(".jp-Dialog")
    told = dialog.locator(".jp-Dialog-body").inner_text()
    dialog.get_by_role("button").last.click()
    return told


def _submit(lab: CourseLab, times: int) -> None:
    lab.page.get_by_role("tab", name="Assignments").click()
    lab.page.locator("#fetched_assignments_list").get_by_role("button", name="Submit").click()
    expect(lab.page.locator("#submitted_assignments_list .nested_list_item")).to_have_count(times)


def _hands_in_late(bob: Person) -> None:
    bob.nbgrader("fetch_assignment", UNIT)
    bob.answer(HALF)
    bob.nbgrader("submit", UNIT)


@pytest.mark.sampled(2)
def test_the_round_by_buttons(browser: Browser, tmp_path: Path) -> None:
    """What Ann fetches opens, validates and is what she hands in; Bob is late; her marks come back to her."""
    instructor, ann, bob = classroom(tmp_path)
    with course_lab(browser, instructor, "--instructor") as desk:
        formgrader = desk.formgrader()
        assert "Successfully created" in formgrader.press("assign")
        assert "Successfully released" in formgrader.press("release")
        with course_lab(browser, ann) as lab:
            _fetch_and_open(lab)
            lab.write_answer(HALF, "A layer.")
            assert "failed" in _validate(lab.page)
            _submit(lab, 1)
            lab.page.get_by_role("tab", name="mini.ipynb").click()
            lab.write_answer(RIGHT, "ann thinks that a layer is a step.")
            _submit(lab, 2)
            formgrader.set_due(f"{datetime.now(UTC):%Y-%m-%dT%H:%M:%S}")
            _hands_in_late(bob)

            assert "Successfully collected" in formgrader.press("collect")
            formgrader.go("2")
            for student in ("ann", "bob"):
                assert "Successfully autograded" in formgrader.press("autograde", student)
            formgrader.go("Manual Grading")
            for number in (1, 2):
                formgrader.go(UNIT, "mini", f"Submission #{number}")
                points = formgrader.frame.locator("input#interview")
                expect(points).to_be_focused()  # the page goes there when it can save a mark
                points.fill("3.5")
                points.press("Tab")
                expect(formgrader.frame.locator(".score-saved").last).to_be_visible()
                formgrader.go("Manual Grading")
            formgrader.go("Manage Assignments")
            assert "Successfully generated feedback" in formgrader.press("generate-feedback")
            assert "Successfully released feedback" in formgrader.press("release-feedback")

            lab.page.locator("#refresh_assignments_list").click()
            lab.page.get_by_role("button", name="Fetch Feedback").click()
            lab.page.get_by_text("(view feedback)").click()
            lab.page.locator(".jp-DirListing-item", has_text="mini.html").dblclick()
            page = lab.page.frame_locator(".jp-HTMLViewer iframe")
            expect(page.locator(".score")).to_contain_text("6.5 of 7 points")
            expect(page.get_by_text("ann thinks that a layer is a step.")).to_have_count(1)  # folded away
            assert (lab.troubles, desk.troubles) == ([], [])
