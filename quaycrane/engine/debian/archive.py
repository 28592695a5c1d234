"""Names the Debian archive that this machine uses, so that no address stands in the project."""

import re
from pathlib import Path

from quaycrane.errors import QuaycraneError

SUITE = "forky"
"""The Debian suite whose Engine runs on Debian 12 and 13 with nothing else upgraded."""

SOURCE = Path("/etc/apt/sources.list.d/quaycrane-engine.sources")
"""The apt source that installing the Engine adds to the machine."""


def source_entry(suite: str = SUITE) -> str:
    """Return the text of an apt source for a Debian suite, at the machine's own archive with its key.

    Raises:
        QuaycraneError: The machine's sources name no Debian archive.
    """
    uri, signed_by = _archive()
    key = f"Signed-By: {signed_by}\n" if signed_by else ""
    return f"Types: deb\nURIs: {uri}\nSuites: {suite}\nComponents: main\n{key}Check-Valid-Until: no\n"


def _archive() -> tuple[str, str]:
    """Return address and key file of the Debian archive that this machine uses."""
    places = [*sorted(Path("/etc/apt/sources.list.d").glob("*.sources")), Path("/etc/apt/sources.list")]
    for place in places:
        text = place.read_text() if place.exists() and place != SOURCE else ""
        for block in re.split(r"\n\s*\n", text):
            if archive := _from_block(block):
                return archive
    raise QuaycraneError("This machine's package sources name no Debian archive")


def _from_block(block: str) -> tuple[str, str] | None:
    fields = dict(re.findall(r"^([A-Za-z-]+):\s*(.+)$", block, re.MULTILINE))
    uri = fields.get("URIs", "").split()
    if uri and re.search(r"/debian/?$", uri[0]):
        return uri[0], fields.get("Signed-By", "")
    for options, address in re.findall(r"^deb\s+(\[[^]]*\]\s+)?(\S+/debian/?)\s", block, re.MULTILINE):
        key = re.search(r"signed-by=([^\s\]]+)", options)
        return address, key[1] if key else ""
    return None
