"""Looks for a token in all of an image, as somebody would who got hold of it."""

from typing import TYPE_CHECKING

from quaycrane.checks.image.known_secret import found_in

if TYPE_CHECKING:
    from quaycrane.engine import Engine


def search(engine: "Engine", image: str, secret: str) -> str:
    """Return the places where a secret stands in an image, in words, one a line.

    Args:
        engine: Where the image is.
        image: Its name.
        secret: What to look for, in any of its spellings.

    Raises:
        QuaycraneError: There is no such image.
    """
    by_place = {place: spots for place, spots in found_in(engine, image, secret).items() if spots}
    return "\n".join(f"{place}: {', '.join(spots)}" for place, spots in by_place.items()) or "found nowhere"
