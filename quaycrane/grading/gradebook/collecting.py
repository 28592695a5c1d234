"""Lays out what a learning platform gave to download, for nbgrader's zip_collect."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins import ExtractorPlugin
from traitlets import Unicode

from quaycrane.errors import InputError, QuaycraneError
from quaycrane.grading.reading.class_list import Listed, read_list
from quaycrane.grading.reading.downloads import Candidate, Part, candidates, parts


class PlatformExtractor(ExtractorPlugin):  # type: ignore[misc] # untyped
    """Takes each student's last notebooks from the downloads of Moodle or Canvas, by the class list beside.

    Nothing is written under a name of the download: the student's is from the list, the notebook's is the
    unit's or a plain one, and neither is a path.
    """

    student_column = Unicode(
        "", help="The heading of the column of the class list that has nbgrader's name of a student."
    ).tag(config=True)

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Lay out ``STUDENT/TIME_/NOTEBOOK.ipynb`` for each student's last hand-in."""
        try:
            self._extract(Path(archive_path), Path(extracted_path))
        except QuaycraneError as error:
            self.parent.fail(str(error))  # nbgrader's way out of a command

    def _extract(self, archive: Path, extracted: Path) -> None:
        people, handed = self._people(archive), defaultdict[str, list[Part]](list)
        for part in parts(archive):
            handed[part.handed.number].append(part)
        if not handed:
            raise InputError(f"Nothing in {archive} is named as Moodle or Canvas name what was handed in")
        for number, theirs in handed.items():
            if number not in people:
                self.log.warning("%s (%s) is not in the class list: left out", theirs[0].handed.who, number)
                continue
            self._lay_out(people[number], theirs, extracted)
        self._make_known([people[number] for number in handed if number in people])

    def _people(self, archive: Path) -> Mapping[str, Listed]:
        lists = sorted(archive.glob("*.csv"))
        if len(lists) != 1:
            raise InputError(
                f"{len(lists)} class lists lie in {archive}, and there must be one",
                fix="Lay there, as CSV, Canvas' exported grades or Moodle's grading worksheet",
            )
        return read_list(lists[0], self.student_column)

    def _lay_out(self, person: Listed, theirs: list[Part], extracted: Path) -> None:
        newest: dict[str, Candidate] = {}
        for one in self._found(person, theirs):
            older = newest.get(one.notebook)
            if older:
                self.log.info("%s handed in %s more than once: the last counts", person.student, one.notebook)
            if older is None or one.rank >= older.rank:
                newest[one.notebook] = one
        stamp = f"{person.handed_in:%Y%m%dT%H%M%SZ}" if person.handed_in else ""
        for notebook, one in newest.items():
            try:
                content = one.content()
            except InputError as error:
                self.log.warning("%s: %s", person.student, error)
                continue
            folder = extracted / person.student / f"{stamp}_"
            folder.mkdir(parents=True, exist_ok=True)
            (folder / f"{notebook}.ipynb").write_bytes(content)
        if any(one.handed.late for one in newest.values()):
            self.log.warning("%s handed in late, and Canvas does not say when", person.student)
        if not newest:
            self.log.warning("%s handed in no notebook", person.student)

    def _found(self, person: Listed, theirs: list[Part]) -> Iterator[Candidate]:
        course = self.parent.coursedir
        folder = Path(course.format_path(course.source_directory, ".", course.assignment_id))
        notebooks = [path.stem for path in folder.glob("*.ipynb")]
        for part in theirs:
            try:
                yield from candidates(part, notebooks)
            except InputError as error:
                self.log.warning("%s: %s", person.student, error)

    def _make_known(self, people: list[Listed]) -> None:
        """Give the gradebook the names of those whom it does not know."""
        course: Any = self.parent.coursedir
        with Gradebook(course.db_url, course.course_id) as book:
            for one in people:
                try:
                    book.find_student(one.student)
                except MissingEntry:
                    named = {"first_name": one.first_name, "last_name": one.last_name, "email": one.email}
                    book.add_student(one.student, **named)
