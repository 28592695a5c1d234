"""Takes an image's reference apart, by the grammar that registries share."""

import re
from dataclasses import dataclass

_ALNUM = r"[a-z0-9]+"
_PART = rf"{_ALNUM}(?:(?:\.|_|__|-+){_ALNUM})*"
_HOST = r"(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])"
_DOMAIN = rf"(?:{_HOST}(?:\.{_HOST})*|\[[a-fA-F0-9:]+\])(?::[0-9]+)?"
_REFERENCE = re.compile(
    rf"(?:(?P<domain>{_DOMAIN})/)?(?P<path>{_PART}(?:/{_PART})*)"
    r"(?::(?P<tag>\w[\w.-]{0,127}))?(?:@(?P<digest>[a-zA-Z][a-zA-Z0-9]*(?:[-_+.][a-zA-Z][a-zA-Z0-9]*)*:[0-9a-fA-F]{32,}))?",
    re.ASCII,
)
_LONGEST = 400


@dataclass(frozen=True)
class Reference:
    """What an image is called.

    Attributes:
        name: Registry and repository.
        tag: Empty for none, which means ``latest``.
        digest: Empty for none.
    """

    name: str
    tag: str
    digest: str

    @property
    def repository(self) -> str:
        """The repository's last part: ``node`` in ``docker.io/library/node``."""
        return self.name.rpartition("/")[2]


def read_reference(text: str) -> Reference | None:
    """Return the parts of a reference, None when it is none."""
    match = _REFERENCE.fullmatch(text) if len(text) <= _LONGEST else None
    if not match or re.fullmatch(r"[a-f0-9]{64}", text):
        return None
    domain = f"{match['domain']}/" if match["domain"] else ""
    return Reference(domain + match["path"], match["tag"] or "", match["digest"] or "")
