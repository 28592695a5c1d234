"""What COPY and ADD take files from: paths, addresses, and repositories."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qs, urlsplit

from quaycrane.checks.dockerfile.values.scalars import BOOLEANS

_ADDRESS = re.compile(r"(https?|git|ssh)://", re.IGNORECASE)
_BROKEN = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SCP = re.compile(r"([a-zA-Z0-9_-]+)@([a-zA-Z0-9.-]+):(.*?)(?:\?(?P<query>.*?))?(?:#(.*))?\Z", re.DOTALL)
_QUERIES = {
    "ref", "tag", "branch", "subdir", "checksum", "commit", "keep-git-dir", "submodules", "mtime",
    "fetch-by-commit",
}  # fmt: skip
_SWITCHES = {"keep-git-dir", "submodules", "fetch-by-commit"}
_LENGTHS = {"sha256": 64, "sha384": 96, "sha512": 128}


def is_repository(source: str) -> bool:
    """Return whether BuildKit clones a source: an address that ends in ``.git``, ``git://`` or ``git@``."""
    return _repository(source) is not None


def is_download(source: str) -> bool:
    """Return whether BuildKit downloads a source."""
    return source.startswith(("http://", "https://")) and not is_repository(source)


def wrong_source(keyword: str, source: str) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in a source of COPY or ADD, and how to mend it."""
    query = _repository(source)
    if query:
        yield from _wrong_query(query)
    if keyword != "COPY":
        return
    if query is not None:
        yield f"COPY takes no repository: {source[:60]}", "Write ADD in its place"
    elif is_download(source):
        yield f"COPY takes no address: {source[:60]}", "Write ADD --checksum=sha256:… in its place"


def wrong_checksum(checksum: str, sources: list[str]) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in ``ADD --checksum``, and how to mend it."""
    if len(sources) != 1:
        yield "--checksum is for one source", "Write an ADD of its own for each download"
    elif is_download(sources[0]):
        name, _, digits = checksum.partition(":")
        if not re.fullmatch(r"[a-f0-9]+", digits) or len(digits) != _LENGTHS.get(name):
            yield (
                f"--checksum cannot be {checksum[:40]!r}",
                "Write sha256: and the 64 hexadecimal digits that sha256sum prints",
            )
    elif not is_repository(sources[0]):
        yield (
            f"--checksum is for downloads, and {sources[0][:60]} is a local file",
            "Leave --checksum out, and write COPY",
        )


def _repository(source: str) -> str | None:
    """Return the query of a repository's address, None where a source is no repository."""
    if source.startswith(("./", "../", "github.com/")):
        return None
    if address := _ADDRESS.match(source):
        try:
            parts = urlsplit(source)
            _ = parts.port
        except ValueError:
            return None
        if _BROKEN.search(source.partition("?")[0]):
            return None
        cloned = address[1].lower() in {"git", "ssh"} or parts.path.endswith(".git")
        return parts.query if cloned else None
    named = _SCP.match(source)
    return (named["query"] or "") if named else None


def _wrong_query(query: str) -> Iterator[tuple[str, str]]:
    for key, values in parse_qs(query, keep_blank_values=True).items():
        if key not in _QUERIES:
            yield f"The address of a repository has no {key[:40]}", f"It has {', '.join(sorted(_QUERIES))}"
        elif len(values) > 1:
            yield f"{key} stands twice in the address", "Keep one"
        elif not values[0] and key not in _SWITCHES:
            yield f"{key} has no value in the address", f"Write {key}= and the value"
        elif key in _SWITCHES and values[0] not in {"", *BOOLEANS}:
            yield f"{key} cannot be {values[0][:40]!r}", f"Write {key}=true or {key}=false"
        elif key == "mtime" and values[0] not in {"checkout", "commit"}:
            yield f"mtime cannot be {values[0][:40]!r}", "Write mtime=checkout or mtime=commit"
