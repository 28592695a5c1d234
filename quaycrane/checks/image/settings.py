"""What an image says of itself: its user, ports and health check."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.model import Image
from quaycrane.checks.registry import Observation


@checked(
    why="A container runs as this user unless it is told otherwise",
    fix="Name a user in USER, in the last stage",
    needs=("builds",),
)
def names_a_user(answer: Answer) -> Observation:
    """The image's user is not root."""
    image = image_of(answer)
    number = user_number(image)
    told = str(image.settings.get("User") or "no user is named, so it is root")
    return Observation(passed=number != 0, observed=told if number != 0 else f"{told}: user 0")


@checked(
    why="EXPOSE tells people and tools which port to publish; it publishes none",
    fix="Write EXPOSE with the port that the application listens on",
    needs=("builds",),
)
def exposes(answer: Answer, port: int = 3000) -> Observation:
    """The image says that it listens on port {port}."""
    ports = sorted(image_of(answer).settings.get("ExposedPorts") or {})
    return Observation(passed=f"{port}/tcp" in ports, observed=", ".join(ports) or "No port is named")


@checked(
    why="Without one, a container that hangs counts as running",
    fix="Write a HEALTHCHECK in the last stage",
    needs=("builds",),
)
def has_health_check(answer: Answer) -> Observation:
    """The image has a health check."""
    test = (image_of(answer).settings.get("Healthcheck") or {}).get("Test") or []
    return Observation(passed=test not in ([], ["NONE"]), observed=" ".join(test) or "There is none")


def user_number(image: Image) -> int | None:
    """Return the number of the user that an image names, None when no number belongs to the name."""
    name = str(image.settings.get("User") or "0").partition(":")[0]
    if name.isdigit():
        return int(name)
    note = image.notes.get("etc/passwd")
    rows = [row.split(":") for row in (note.text if note else "").splitlines()]
    return next((int(row[2]) for row in rows if len(row) > 3 and row[0] == name and row[2].isdigit()), None)  # noqa: PLR2004
