"""The images that the course needs, from a registry or from recipes, honest about which."""

from quaycrane.kit.catalogue import KitImage, catalogue, course_root
from quaycrane.kit.make import ensure, missing
from quaycrane.kit.provenance import Provenance, provenance

__all__ = ["KitImage", "Provenance", "catalogue", "course_root", "ensure", "missing", "provenance"]
