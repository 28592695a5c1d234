"""A real Docker Engine in an emulated machine, where nobody may start one: no root, no KVM, no namespaces."""

from quaycrane.pocket.guest_disk import build_guest
from quaycrane.pocket.machine import OFF_VARIABLE, Pocket
from quaycrane.pocket.place import HOME_VARIABLE, Place
from quaycrane.pocket.speed import times_slower

__all__ = ["HOME_VARIABLE", "OFF_VARIABLE", "Place", "Pocket", "build_guest", "times_slower"]
