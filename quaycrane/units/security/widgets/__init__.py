"""One explorer a file."""

from quaycrane.units.security.widgets.rights_explorer import explore_rights

__all__ = ["explore_rights"]
