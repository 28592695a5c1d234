"""Cuts and replaces by a shell's pattern, for ``${NAME#pattern}``, ``%`` and ``/``."""

import re

LONGEST_VALUE = 4096
"""The longest value that is searched, in characters."""

_STAR, _ANY = "*", "?"
_MEANT = "*?\\"


class PatternError(ValueError):
    """A pattern that cannot be read, or a value too long to be searched."""


def without_prefix(pattern: str, value: str, *, longest: bool) -> str:
    """Return `value` without the shortest or longest beginning that matches."""
    match = _compiled(_tokens(pattern), value, longest=longest).match(value)
    return value[match.end() :] if match else value


def without_suffix(pattern: str, value: str, *, longest: bool) -> str:
    """Return `value` without the shortest or longest end that matches."""
    tokens, backwards = _tokens(pattern)[::-1], value[::-1]
    match = _compiled(tokens, value, longest=longest).match(backwards)
    return backwards[match.end() :][::-1] if match else value


def replaced(pattern: str, value: str, by: str, *, everywhere: bool) -> str:
    """Return `value` with the first match, or every match, replaced."""
    matcher = _compiled(_tokens(pattern), value, longest=True)
    out: list[str] = []
    at, ended = 0, -1
    while match := matcher.search(value, at):
        begin, end = match.span()
        out.append(value[at:begin])
        if begin != end or begin != ended:
            out.append(by)
        if begin == end:
            out.append(value[end : end + 1])
        at, ended = max(end, begin + 1), end
        if not everywhere or at > len(value):
            break
    return "".join(out) + value[at:]


def _tokens(pattern: str) -> list[str]:
    """Return the pattern's signs: ``*``, ``?``, and everything else as a regular expression for itself."""
    tokens: list[str] = []
    at = 0
    while at < len(pattern):
        sign = pattern[at]
        at += 1
        if sign != "\\":
            tokens.append(sign if sign in "*?" else re.escape(sign))
        elif pattern[at : at + 1] not in {"}", "/"}:
            following = pattern[at : at + 1]
            if not following or following not in _MEANT:
                raise PatternError(f"the pattern has \\{following}, which escapes nothing")
            tokens.append(re.escape(following))
            at += 1
    return tokens


def _compiled(tokens: list[str], value: str, *, longest: bool) -> re.Pattern[str]:
    """Return an expression that never tries twice: each run after a star is found at its first place.

    Only the last run decides how long the match is, so only there the star may be greedy.
    """
    if len(value) > LONGEST_VALUE or len(tokens) > LONGEST_VALUE:
        raise PatternError(f"more than {LONGEST_VALUE} characters are not searched")
    runs: list[list[str]] = [[]]
    for token in tokens:
        if token == _STAR:
            runs.append([])
        else:
            runs[-1].append("." if token == _ANY else token)
    first, *rest = ("".join(run) for run in runs)
    if not rest:
        return re.compile(first)
    *middle, last = rest
    lazily = "".join(f"(?>.*?{run})" for run in middle if run)
    return re.compile(f"{first}{lazily}.*{'' if longest else '?'}{last}")
