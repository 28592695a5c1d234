"""Takes the flags off the front of an instruction's text."""

import re

_FLAG_SPACE = "\t\n\v\f\r \x85\xa0"


def split_flags(text: str, escape: str) -> tuple[tuple[str, ...], str]:
    """Return the flags, quotes and escapes taken out, and what follows them.

    BuildKit reads flags byte by byte, so a flag with letters beyond ASCII comes out as it comes out there.
    """
    view = text if text.isascii() else text.encode("utf-8", "surrogatepass").decode("latin-1")
    flags: list[str] = []
    word = _word(escape)
    at = 0
    while True:
        while at < len(view) and view[at] in _FLAG_SPACE:
            at += 1
        if not view.startswith("--", at):
            break
        match = word.match(view, at)
        assert match  # noqa: S101 - two hyphens stand there
        at = match.end()
        flag, said = _unquoted(match[0], escape)
        if flag == "--":
            break
        if flag or said:
            flags.append(flag)
    rest = view[at:]
    return tuple(flags), rest if rest.isascii() else rest.encode("latin-1").decode("utf-8", "replace")


def _word(escape: str) -> re.Pattern[str]:
    sign = re.escape(escape)
    quoted = "|".join(rf"{quote}(?:{sign}.|[^{quote}{sign}])*+(?:{quote}|{sign}?\Z)" for quote in "'\"")
    return re.compile(rf"(?:{quoted}|{sign}.|{sign}\Z|[^{_FLAG_SPACE}'\"{sign}])++", re.DOTALL)


def _unquoted(word: str, escape: str) -> tuple[str, bool]:
    """Return a word without its quotes and escapes, and whether it had quotes."""
    out: list[str] = []
    quote, said, at = "", False, 0
    while at < len(word):
        sign = word[at]
        if quote and sign == quote:
            quote = ""
        elif not quote and sign in "'\"":
            quote, said = sign, True
        else:
            at += sign == escape
            out.append(word[at : at + 1])
        at += 1
    return "".join(out), said
