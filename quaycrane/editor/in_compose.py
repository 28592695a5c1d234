"""Tells what may stand at the cursor in a Compose file."""

import re

from quaycrane.checks.compose.keys import keys_at
from quaycrane.editor.images import kit_images

Offered = dict[str, tuple[str, str]]
"""What may stand there: its kind, and what it does."""

_KEY = re.compile(r"(?P<space> *)(?:- +)?(?P<key>[\w.-]+):(?:\s|\Z)")
_WORD = re.compile(r"[\w./:-]*\Z")
_VALUES = {
    "restart": ("no", "always", "on-failure", "unless-stopped"),
    "condition": ("service_started", "service_healthy", "service_completed_successfully"),
    "pull_policy": ("always", "never", "missing", "build"),
}
_NAMED = {"networks": "network", "volumes": "volume", "secrets": "secret", "configs": "config"}


def offered(text: str, before: str) -> tuple[str, Offered]:
    """Return the word at the cursor as far as it is written, and what may stand there.

    Args:
        text: The whole Compose file.
        before: What of it stands before the cursor.
    """
    line = before.rpartition("\n")[2]
    word = word_before(before)
    path = _path(before)
    value = re.fullmatch(r" *(?:- +)?([\w-]+): +[\w./:-]*", line)
    if value:
        return word, _value(value[1])
    if re.fullmatch(r" *- +[\w./:-]*", line):
        return word, _names(text, path)
    if re.fullmatch(r" *[\w.-]*", line):
        keys = {f"{key}: ": ("key", _first_sentence(told)) for key, told in keys_at(path).items()}
        return word, _names(text, path) or keys
    return "", {}


def word_before(before: str) -> str:
    """Return the word that ends at the cursor, as far as it is written."""
    found = _WORD.search(before)
    return found[0] if found else ""


def _path(before: str) -> list[str]:
    """Return the keys that the line of the cursor stands below, by their indentation."""
    *lines, last = before.split("\n")
    least = len(last) - len(last.lstrip(" "))
    least += 1 if last.lstrip(" ").startswith("-") else 0  # a list may stand as far left as its key
    path: list[str] = []
    for line in reversed(lines):
        found = _KEY.match(line)
        if found and len(found["space"]) < least:
            path.insert(0, found["key"])
            least = len(found["space"])
    return path


def _value(key: str) -> Offered:
    if key == "image":
        return kit_images()
    return dict.fromkeys(_VALUES.get(key, ()), ("value", ""))


def _names(text: str, path: list[str]) -> Offered:
    """Return the names that may stand below a service's key: other services, or what the file declares."""
    match path:
        case ["services", own, "depends_on"]:
            return {name: ("service", "") for name in _declared(text, "services") if name != own}
        case ["services", _, key] if key in _NAMED:
            return dict.fromkeys(_declared(text, key), (_NAMED[key], ""))
    return {}


def _declared(text: str, section: str) -> list[str]:
    """Return the names in a section of the file, which may be in the middle of being written."""
    inside, step, names = False, 0, []
    for line in text.split("\n"):
        found = _KEY.match(line)
        if not found:
            continue
        depth = len(found["space"])
        if not depth:
            inside, step = found["key"] == section, 0
        elif inside and depth <= (step or depth):
            step = depth
            names.append(found["key"])
    return names


def _first_sentence(told: str) -> str:
    return told.partition(". ")[0].rstrip(".")
