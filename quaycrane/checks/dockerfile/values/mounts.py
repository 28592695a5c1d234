"""Reads the value of ``RUN --mount``: fields with commas between them."""

import difflib
from collections.abc import Callable
from dataclasses import dataclass, field

from quaycrane.checks.dockerfile.values.scalars import BOOLEANS, is_size, split_commas, unsigned

_KEYS = (
    "type", "from", "source", "target", "readonly", "id", "sharing", "required", "size", "mode", "uid", "gid",
    "src", "dst", "destination", "ro", "rw", "readwrite", "env",
)  # fmt: skip
_CHOICES = {
    "type": ("bind", "cache", "tmpfs", "secret", "ssh"),
    "sharing": ("shared", "private", "locked"),
}
_CALLED = {"src": "source", "dst": "target", "destination": "target", "ro": "readonly", "rw": "readwrite"}
_BASES = {"mode": 8, "uid": 10, "gid": 10}
_FLAGS = {"readonly", "readwrite", "required"}
_OF_TYPE = {"required": {"secret", "ssh"}, "size": {"tmpfs"}}

Value = Callable[[str], str | None]


class MountError(ValueError):
    """A mount that BuildKit refuses.

    Attributes:
        fix: How to mend it.
    """

    def __init__(self, what: str, fix: str) -> None:
        super().__init__(what)
        self.fix = fix


@dataclass
class Mount:
    """A mount.

    Attributes:
        kind: Its type; None where a variable decides.
        said: What else it says, by key; None where a variable decides.
    """

    kind: str | None = "bind"
    said: dict[str, str | None] = field(default_factory=dict)

    def get(self, key: str) -> str:
        """Return what it says for a key, empty where it says nothing or a variable decides."""
        return self.said.get(key) or ""


def fields_of(text: str) -> list[tuple[str, str | None]]:
    """Return the fields of a mount: key and value as written, None for a key alone.

    Raises:
        MountError: They cannot be told apart.
    """
    try:
        fields = split_commas(text)
    except ValueError as error:
        raise MountError(
            f"--mount={text[:40]} cannot be read: {error}", "Write --mount=type=cache,target=/path"
        ) from None
    return [
        (key.lower(), value if sign else None) for key, sign, value in (one.partition("=") for one in fields)
    ]


def read_mount(text: str, value: Value) -> Mount:
    """Return a mount.

    Args:
        text: As written after ``--mount=``.
        value: Puts the variables into a field's value; None where the text cannot tell.

    Raises:
        MountError: BuildKit refuses one of its fields.
    """
    mount = Mount()
    for name, written in fields_of(text):
        key = _CALLED.get(name, name)
        if name == "from" and written and "$" in written[:-1]:
            raise MountError(
                "from takes no variable", "Make a stage, FROM with the variable AS name, and from=name"
            )
        if name not in _KEYS:
            raise _unknown(name, written)
        if mount.kind and mount.kind not in _OF_TYPE.get(key, {mount.kind}):
            allowed = " and ".join(sorted(_OF_TYPE[key]))
            raise MountError(
                f"A {mount.kind} mount has no {key}", f"Only {allowed} mounts have; write type= first"
            )
        if written is None and key not in _FLAGS:
            raise MountError(f"{name} needs a value", f"Write {name}= and the value")
        said = None if written is None else value(written)
        if said is not None:
            _look(name, key, said)
        if key == "type":
            mount.kind = said and said.lower()
        else:
            mount.said[key] = said
    return mount


def _unknown(name: str, written: str | None) -> MountError:
    if not name.strip():
        return MountError("--mount has an empty field", "Put no space after a comma, and no comma at the end")
    if written is None:
        return MountError(
            f"{name[:40]!r} is no key=value pair", "Write key=value; a value cannot hold a comma"
        )
    close = difflib.get_close_matches(name, _KEYS, n=1)
    fix = f"Did you mean {close[0]}?" if close else f"It has {', '.join(_KEYS)}"
    return MountError(f"A mount has no {name[:40]}", fix)


def _look(name: str, key: str, said: str) -> None:
    """Raise where a key cannot have a value."""
    wrong = f"{name} cannot be {said[:40]!r}"
    if key in _CHOICES and said.lower() not in _CHOICES[key]:
        raise MountError(wrong, f"Choose one of {', '.join(_CHOICES[key])}")
    if key in _BASES and unsigned(said, _BASES[key]) is None:
        digits = "digits from 0 to 7: mode=0400" if key == "mode" else f"a number: {key}=1000"
        raise MountError(wrong, f"Write {digits}")
    if key in _FLAGS and said not in BOOLEANS:
        raise MountError(wrong, f"Write {name}, or {name}=false")
    if key == "size" and not is_size(said):
        raise MountError(wrong, "Write bytes, or a number with a unit: size=64m")
