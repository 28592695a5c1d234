"""The images that the course needs, from a registry or from recipes, honest about which."""

from quaycrane.kit.catalogue import KitImage, catalogue, chosen, course_root, needed_here
from quaycrane.kit.fetch import ensure
from quaycrane.kit.provenance import Provenance, provenance
from quaycrane.kit.smoke import Smoke, smoke
from quaycrane.kit.state import State, missing, size_bytes, state

__all__ = [
    "KitImage",
    "Provenance",
    "Smoke",
    "State",
    "catalogue",
    "chosen",
    "course_root",
    "ensure",
    "missing",
    "needed_here",
    "provenance",
    "size_bytes",
    "smoke",
    "state",
]
