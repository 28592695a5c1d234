"""What is asked of the guest book's Compose file; a day of it answers all."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour.running_stack import FILE
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.units.volumes.checks.day import OTHER_USER, PORT, Day, day

_OPENS = ("guest-book-opens",)
_SHOWN = 160


@checked(
    why="Everything else is asked of the running stack",
    fix="Write build as the task says, and publish port 3000: docker compose up, then look",
    file=FILE,
)
def guest_book_opens(answer: Answer) -> Observation:
    """The stack comes up, and port 3000 of book shows the page."""
    page = day(answer).page
    observed = f"It answers: {_short(page)}" if page else f"Nothing answers at the published port {PORT}"
    return Observation(passed="Guest book" in page, observed=observed)


@checked(
    why="Whoever breaks into a process that is root is root in the container, and closer to the host",
    fix="Leave the user that the image names",
    needs=_OPENS,
    file=FILE,
)
def runs_without_root(answer: Answer) -> Observation:
    """No process of book is root."""
    users = day(answer).users
    return Observation(passed=bool(users) and 0 not in users, observed=f"Users: {', '.join(map(str, users))}")


@checked(
    why="Containers are made to be thrown away; what guests wrote is not",
    fix="Mount a named volume where the guests are written, and there only",
    needs=_OPENS,
    file=FILE,
)
def guests_are_kept(answer: Answer) -> Observation:
    """Who signed is in the list after docker compose down and up."""
    lived = day(answer)
    return Observation(passed=lived.word in lived.kept, observed=_signed(lived, lived.kept))


@checked(
    why="Elsewhere a container runs as a user of the platform's choice",
    fix="Let the volume take owner and rights from the image's folder: mount it there, and change nothing",
    needs=_OPENS,
    file=FILE,
)
def anyone_may_sign(answer: Answer) -> Observation:
    """Started as user 5432 of group 0, it takes a signature."""
    lived = day(answer)
    passed = f"other-{lived.word}" in lived.other_signed
    return Observation(passed=passed, observed=f"As {OTHER_USER} the list is: {_short(lived.other_signed)}")


@checked(
    why="An image brings files with it, and a mount over their folder hides them",
    fix="Mount nothing over the folder of greetings.txt that does not hold it",
    needs=_OPENS,
    file=FILE,
)
def greets(answer: Answer) -> Observation:
    """It greets with the image's greetings."""
    greeted = day(answer).greeted
    return Observation(passed="Welcome" in greeted, observed=f"It says: {_short(greeted)}")


@checked(
    why="A volume that holds something is not filled again, so it hides what a new image brings",
    fix="Let the volume hold the guests only, and the greetings come from the image",
    needs=("greets",),
    file=FILE,
)
def greets_from_a_new_image(answer: Answer) -> Observation:
    """After a new build it greets with the new image's greetings."""
    lived = day(answer)
    said = lived.greeted_anew
    return Observation(passed=lived.word in said, observed=f"It says: {_short(said)}")


@checked(
    why="In development an edit should cost a moment, not a build",
    fix="Mount the folder pages of this machine over the image's",
    needs=_OPENS,
    file=FILE,
)
def shows_an_edit(answer: Answer) -> Observation:
    """An edit of pages/index.html is served at once, with no new build."""
    shown = day(answer).edited
    return Observation(passed=shown, observed="It is served" if shown else "The old page is still served")


@checked(
    why="Many editors write a new file and give it the old name; a mounted file stays the old one",
    fix="Mount the folder, not the file",
    needs=("shows-an-edit",),
    file=FILE,
)
def shows_a_renamed_file(answer: Answer) -> Observation:
    """An edit that the editor saves by rename is served as well."""
    shown = day(answer).renamed
    return Observation(passed=shown, observed="It is served" if shown else "The old page is still served")


@checked(
    why="What only reads should not be able to write: the pages are files of your machine",
    fix="Write :ro behind the mount",
    needs=("shows-an-edit",),
    file=FILE,
)
def pages_are_read_only(answer: Answer) -> Observation:
    """Not even root in the container can write to the pages."""
    wrote = day(answer).wrote_page
    return Observation(passed=not wrote, observed="It could" if wrote else "Read-only file system")


def _signed(lived: Day, after: str) -> str:
    signed = lived.word in lived.signed
    before = "It took the signature" if signed else f"Signing failed: {_short(lived.signed)}"
    return f"{before}. After down and up the list is: {_short(after)}"


def _short(text: str) -> str:
    return " ".join(text.split())[:_SHOWN] or "nothing"
