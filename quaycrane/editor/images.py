"""Tells which images the course has, for who writes FROM or image."""

from quaycrane.errors import InputError
from quaycrane.kit import catalogue


def kit_images() -> dict[str, tuple[str, str]]:
    """Return the kit's images, each with its kind and how large it is; none where there is no kit."""
    try:
        images = catalogue()
    except InputError:
        return {}
    return {image.reference: ("image", f"{image.size_mb:g} MB") for image in images if not image.machinery}
