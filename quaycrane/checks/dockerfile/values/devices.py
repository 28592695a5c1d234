"""The value of ``RUN --device``."""

from collections.abc import Iterator

from quaycrane.checks.dockerfile.values.scalars import BOOLEANS, split_commas


def wrong_device(text: str) -> Iterator[tuple[str, str]]:
    """Yield the first thing that BuildKit refuses in a device, and how to mend it."""
    fix = "Write --device=vendor.com/class=name,required"
    try:
        fields = split_commas(text)
    except ValueError as error:
        yield f"--device={text[:40]} cannot be read: {error}", fix
        return
    name = ""
    for field in fields:
        key, sign, value = field.partition("=")
        if key.lower() == "required":
            if sign and value not in BOOLEANS:
                yield f"required cannot be {value[:40]!r}", "Write required, or required=false"
                return
        elif key.lower() == "name" and sign and not name:
            name = value
        elif not name and not (key.lower() == "name" and sign):
            name = field
        else:
            yield f"--device has a second name: {field[:40]}", fix
            return
