"""Whether secrets stand in an image: in any layer, in its history, in its settings."""

import secrets
from collections.abc import Iterator

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import build_with_secret, engine
from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of, names, noted, places
from quaycrane.checks.image.content import holds
from quaycrane.checks.image.model import Image
from quaycrane.checks.image.read import read_image
from quaycrane.checks.image.secret_forms import ANYWHERE, IN_SETTINGS, find_decoded, find_forms, spellings
from quaycrane.checks.registry import Observation
from quaycrane.engine import saved

_MOST_TOLD = 6
_WHY = "Whoever gets the image gets every layer of it: what a later layer removes is still there"


@checked(
    why=_WHY,
    fix="Give it at run time, or to one RUN alone (--mount=type=secret); this one is out: make a new one",
    needs=("builds",),
)
def no_secrets_in_image(answer: Answer) -> Observation:
    """No secret stands in the image's layers, history or settings."""
    return _judged(tuple(find_secrets(image_of(answer))))


@checked(why=_WHY, fix="Mount it (RUN --mount=type=secret,id=...), and neither copy nor print it")
def keeps_build_secret(answer: Answer, secret: str = "token") -> Observation:  # noqa: S107 - its id
    """The secret {secret} that the build is given stands nowhere in the image."""
    value = secrets.token_hex(16)
    built = build_with_secret(answer, secret, value)
    written = spellings(value.encode())
    image = read_image(saved(engine(), built.image_id), holds(written))
    told = [
        place
        for place, text in (*places(image), *names(image))
        if any(one in text.encode() for one in written)
    ]
    return _judged((*told, *(place for place, _ in noted(image))))


def find_secrets(image: Image) -> Iterator[str]:
    """Yield the place of each secret of a known form, and what it is."""
    for place, text in places(image):
        data = text.encode()
        for what, _ in (*find_forms(data, ANYWHERE), *find_forms(data, IN_SETTINGS), *find_decoded(data)):
            yield f"{place}: {what}"
    for place, text in names(image):
        yield from (f"{place}: {what}" for what, _ in find_forms(text.encode(), ANYWHERE))
    for place, note in noted(image):
        yield from (f"{place}: {what}" for what in note.secrets)


def _judged(places: tuple[str, ...]) -> Observation:
    unlike = tuple(dict.fromkeys(places))
    more = f"\nand {len(unlike) - _MOST_TOLD} more" if len(unlike) > _MOST_TOLD else ""
    return Observation(passed=not unlike, observed="\n".join(unlike[:_MOST_TOLD]) + more or "None found")
