"""The forms that secrets have: of known kinds by their look, of any kind by the name they are given."""

import base64
import binascii
import math
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from urllib.parse import quote

_VALUE = rb"[^\s'\"`,;#&|<>()\[\]{}$]"
_NOT_SECRET = re.compile(
    rb"(?i)example|placeholder|change.?me|your.|dummy|redacted|x{5,}|\*{3,}|^(?:true|false|none|null|yes|no)$"
)


@dataclass(frozen=True)
class Form:
    """A form of secrets.

    Attributes:
        what: What it is, as a person would say it.
        anchor: Bytes that stand in every secret of this form.
        pattern: The whole; its last group is the secret itself.
    """

    what: str
    anchor: bytes
    pattern: re.Pattern[bytes]


def _form(what: str, anchor: bytes, pattern: bytes) -> Form:
    return Form(what, anchor, re.compile(pattern))


ANYWHERE = (
    _form(
        "a private key",
        b"PRIVATE KEY",
        rb"-----BEGIN (?:[A-Z]+ ){0,2}PRIVATE KEY(?: BLOCK)?-----(?:\\n|\s)+"
        rb"((?:[A-Za-z0-9+/=:,-]|\\n|\s){60})",
    ),
    _form("an AWS access key", b"AKIA", rb"(?<![A-Za-z0-9])(AKIA[A-Z2-7]{16})(?![A-Za-z0-9])"),
    _form("a GitHub token", b"ghp_", rb"(ghp_[A-Za-z0-9]{36})"),
    _form("a GitHub token", b"ghs_", rb"(ghs_[A-Za-z0-9]{36})"),
    _form("a GitHub token", b"gho_", rb"(gho_[A-Za-z0-9]{36})"),
    _form("a GitHub token", b"github_pat_", rb"(github_pat_[A-Za-z0-9_]{59})"),
    _form("a GitLab token", b"glpat-", rb"(glpat-[A-Za-z0-9_-]{20})"),
    _form("an npm token", b"npm_", rb"(?<![A-Za-z0-9_])(npm_[A-Za-z0-9]{36})(?![A-Za-z0-9])"),
    _form("a Slack token", b"xoxb-", rb"(xoxb-[0-9]{10,}-[A-Za-z0-9-]{20,})"),
    _form("a Stripe key", b"sk_live_", rb"(sk_live_[A-Za-z0-9]{20,})"),
    _form("a Google key", b"AIza", rb"(?<![A-Za-z0-9_-])(AIza[A-Za-z0-9_-]{35})(?![A-Za-z0-9_-])"),
)
"""Forms that are secrets wherever they stand."""

IN_SETTINGS = (
    _form("a password in an address", b"://", rb"[a-z+]{3,12}://[^/\s:@'\"]{0,64}:(" + _VALUE + rb"{4,}?)@"),
    _form(
        "a value whose name says that it is secret",
        b"",
        rb"(?i)(?:^|[\s\0\"';{,|/-])[\w.-]{0,40}(?:passw(?:or)?d|secret|token|api_?key|access_?key|credentials?)"
        rb"[\"']?\s{0,3}[=:]\s{0,3}[\"']?(?!/run/secrets/)(" + _VALUE + rb"{6,})",
    ),
    _form("an npm token", b"_authToken", rb"_authToken\s*=\s*[\"']?((?!\$)[^\s\"'$]{8,})"),
    _form("the log-in of a registry", b'"auth"', rb'"auth"\s*:\s*"([A-Za-z0-9+/]{8,}={0,2})"'),
    _form("a password of a netrc", b"machine", rb"machine\s+\S+\s+login\s+\S+\s+password\s+(\S{4,})"),
)
"""Forms that are secrets where settings stand: in an image's own, and in files that hold such."""

SETTINGS_FILE = re.compile(
    r"(?:^|/)(?:\.env(?:\..+)?|\.npmrc|\.yarnrc(?:\.yml)?|\.pypirc|pip\.conf|\.netrc|\.git-credentials|\.my\.cnf|\.pgpass"
    r"|\.git/config|\.gitconfig|\.docker/config\.json|\.aws/.+|\.\w*_?history|credentials(?:\.json)?"
    r"|secrets?\.(?:ya?ml|json|toml|txt|env))$"
)
"""Paths of files that hold settings."""

_BASE64 = re.compile(rb"(?<![A-Za-z0-9+/])[A-Za-z0-9+/]{24,}={0,2}")
_LONGEST_DECODED_BYTES = 1 << 16


def find_forms(data: bytes, forms: tuple[Form, ...]) -> Iterator[tuple[str, bytes]]:
    """Yield what each secret in `data` is, and the secret."""
    for form in forms:
        if form.anchor in data:
            for match in form.pattern.finditer(data):
                secret = match[match.lastindex or 0]
                if not _NOT_SECRET.search(secret) and _spread(secret) > 1:
                    yield form.what, secret


def find_decoded(data: bytes) -> Iterator[tuple[str, bytes]]:
    """Yield the secrets of known kinds that stand in `data` as base64."""
    for match in _BASE64.finditer(data[:_LONGEST_DECODED_BYTES]):
        try:
            plain = base64.b64decode(match[0] + b"=" * (-len(match[0]) % 4))
        except binascii.Error:
            continue
        yield from find_forms(plain, ANYWHERE)


@cache
def spellings(secret: bytes) -> tuple[bytes, ...]:
    """Return how a known secret may be written: plain, base64 (wherever it begins), hex, backwards, ..."""
    shifted = (base64.b64encode(b"\0" * before + secret) for before in range(3))
    # The first and last characters of base64 depend on what stands around the secret.
    inner = (text[4 * (before > 0) :].rstrip(b"=")[:-2] for before, text in enumerate(shifted))
    text = secret.decode("latin-1")
    others = (secret.hex().encode(), quote(text, safe="").encode(), text.encode("utf-16-le"), secret[::-1])
    return tuple(dict.fromkeys((secret, *(part for part in inner if len(part) >= len(secret)), *others)))


def _spread(text: bytes) -> float:
    """Return the entropy of a text in bits a character: low when it is a word over and over."""
    shares = [text.count(byte) / len(text) for byte in set(text)]
    return -sum(share * math.log2(share) for share in shares)
