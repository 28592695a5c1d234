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
_LONGEST = 1000
_LONGEST_PATH = 255
_DIGITS = {"sha256": 64, "sha384": 96, "sha512": 128}
_HUB = re.compile(r"(?:(?:index\.)?docker\.io/)?(?:library/(?=[^/]+\Z))?")


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
    def familiar(self) -> str:
        """The name without what Docker Hub puts before it: ``node`` for ``docker.io/library/node``."""
        return _HUB.sub("", self.name, count=1)

    @property
    def repository(self) -> str:
        """The repository's last part: ``node`` in ``docker.io/library/node``."""
        return self.name.rpartition("/")[2]


def read_reference(text: str) -> Reference | None:
    """Return the parts of a reference, None when it is none."""
    match = _REFERENCE.fullmatch(text) if len(text) <= _LONGEST else None
    if not match or re.fullmatch(r"[a-f0-9]{64}", text):
        return None
    algorithm, _, digits = (match["digest"] or "").partition(":")
    if digits and not (len(digits) == _DIGITS.get(algorithm) and re.fullmatch("[a-f0-9]+", digits)):
        return None
    domain, path = match["domain"] or "", match["path"]
    on_hub = not re.search(r"[.:A-Z]", domain) and domain != "localhost"
    shown = f"{domain}/{path}" if domain else path
    if len(shown if on_hub else path) > _LONGEST_PATH - len("library/") * ("/" not in shown):
        return None
    return Reference(shown, match["tag"] or "", match["digest"] or "")


def why_no_reference(text: str) -> tuple[str, str] | None:
    """Return why a text is no reference, and how to mend it; None where it is one."""
    if read_reference(text):
        return None
    what = f"{text[:60]!r} is no image's name"
    name, at, _ = text.partition("@")
    head, slash, last = name.rpartition("/")
    repository, colon, tag = last.partition(":")
    if at and read_reference(name):
        return f"{what}: its digest is none", "Write @sha256: and 64 hexadecimal digits, in small letters"
    if colon and not tag:
        return f"{what}: nothing stands after the colon", "Write the version there, or leave the colon out"
    for small in (f"{head}{slash}{repository.lower()}{colon}{tag}", text.lower()):
        if small != text and read_reference(small):
            return f"{what}: it has a capital", f"Write {small}"
    if tag.count(":"):
        return f"{what}: it has two versions", f"Write one: {head}{slash}{repository}:{tag.partition(':')[0]}"
    return what, "Write a name, a colon and a version, in small letters and without spaces: debian:12"
