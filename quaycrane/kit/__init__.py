"""The images that the course needs, from a registry or from recipes, honest about which."""

from quaycrane.kit.catalogue import KitImage, catalogue, chosen, needed_by, needed_here, project_root
from quaycrane.kit.class_address import class_host
from quaycrane.kit.fetch import ensure
from quaycrane.kit.loading import load
from quaycrane.kit.needs import asked_for
from quaycrane.kit.provenance import Provenance, provenance
from quaycrane.kit.removing import Removal, remove
from quaycrane.kit.saving import save
from quaycrane.kit.serving import serving
from quaycrane.kit.slot import ensure_slot, slot_image
from quaycrane.kit.smoke import Smoke, smoke
from quaycrane.kit.state import State, missing, size_bytes, state

__all__ = [
    "KitImage",
    "Provenance",
    "Removal",
    "Smoke",
    "State",
    "asked_for",
    "catalogue",
    "chosen",
    "class_host",
    "ensure",
    "ensure_slot",
    "load",
    "missing",
    "needed_by",
    "needed_here",
    "project_root",
    "provenance",
    "remove",
    "save",
    "serving",
    "size_bytes",
    "slot_image",
    "smoke",
    "state",
]
