"""White space as BuildKit sees it, which is not always as Python does."""

import re

SPACE = (
    "\t\n\v\f\r \x85\xa0\u1680" + "".join(map(chr, range(0x2000, 0x200B))) + "\u2028\u2029\u202f\u205f\u3000"
)
"""What Go's unicode.IsSpace takes for white space."""

BETWEEN_WORDS = re.compile(r"[\t\v\f\r ]+")
"""What stands between the words of an instruction that takes a list."""


def fields(text: str) -> tuple[str, ...]:
    """Return the words of a list such as COPY's or EXPOSE's; quotes mean nothing there."""
    return tuple(BETWEEN_WORDS.split(text)) if text else ()
