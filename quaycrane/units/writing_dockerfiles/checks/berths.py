"""Whether the service shows its page, which counts where the page is made of its sources."""

from dataclasses import replace

from quaycrane.checks import Check
from quaycrane.checks.behaviour.serves import serves_its_sources, serves_page

_PAGE = serves_page(port=3000, contains="Harbour berths")
_SOURCES = serves_its_sources("src/berths.js", port="PORT", replacing="Harbour berths")


def shows_the_berths() -> Check:
    """Return the check that the page is served, which earns nothing where it is not made of its sources."""
    return replace(_PAGE, stands_with=(_SOURCES.name,))


def shows_other_berths() -> Check:
    """Return the check that the page follows its sources, on whatever port."""
    return _SOURCES
