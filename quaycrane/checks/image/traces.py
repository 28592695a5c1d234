"""Where in an image something is found again that was put into the sources for this one look."""

from dataclasses import replace
from pathlib import Path

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import Edit, build_after, engine
from quaycrane.checks.image.answer_image import image_of, layers_read, names, noted
from quaycrane.checks.image.content import holds
from quaycrane.checks.image.read import read_image
from quaycrane.checks.image.secret_forms import spellings
from quaycrane.engine import saved


def traces_of(answer: Answer, edit: Edit) -> tuple[str, ...]:
    """Return the places in the layers of an edited answer's image that hold the edit's word.

    Layers that were there before the edit are not searched: the word is made for this look.

    Args:
        answer: The answer.
        edit: Puts the word somewhere.

    Raises:
        BuildError: The edited copy does not build.
    """
    image_of(answer)
    words: list[str] = []

    def noting(folder: Path, word: str) -> None:
        words.append(word)
        edit(folder, word)

    built = build_after(answer, noting)
    before = {name: replace(layer, notes={}) for name, layer in layers_read().items()}
    image = read_image(saved(engine(), built.image_id), holds(spellings(words[0].encode())), before)
    places_seen = [place for place, _ in noted(image)]
    return (*places_seen, *(place for place, text in names(image) if words[0] in text))
