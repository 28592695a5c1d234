"""Tells whether a command carries out what another one downloads."""

import re

from quaycrane.checks.dockerfile.shell import Command
from quaycrane.checks.dockerfile.shell.command import upstream

_LOADERS = {"curl", "wget", "fetch", "aria2c", "lwp-download", "lynx", "http", "https", "xh", "ftp"}
_SHELL = re.compile(r"(?:ba|da|a|z|k|mk|fi)?sh")
_OTHERS = {
    "python": re.compile(r"-[a-zA-Z]*[cm].*"),
    "perl": re.compile(r"-[a-zA-Z0-9]*[eEnpx].*"),
    "ruby": re.compile(r"-[a-zA-Z]*[enp].*|-r.*"),
    "node": re.compile(r"-[ep]|-pe|--eval.*|--print.*|-r|--require.*"),
    "php": re.compile(r"-[rRBEfF].*"),
    "pwsh": re.compile(r"-[cCfF].*"),
    "deno": re.compile(r"(?!)"),
    "lua": re.compile(r"-[el].*"),
}
_VALUES = {"-o", "+o", "-O", "-W", "-X", "-I", "-d", "--rcfile"}
_STANDARD_INPUT = {"-", "/dev/stdin", "/proc/self/fd/0"}
_SOURCES = {".", "source", "eval"}


def runs_download(command: Command) -> bool:
    """Return whether a command carries out a download: from a pipe, or from what is put in for its words."""
    kind = _kind(command.program)
    if any(one.program in _LOADERS for one in command.inside):
        if _is_put_in(command.words[0]) or (
            command.program in _SOURCES and any(map(_is_put_in, command.words[1:2]))
        ):
            return True
        if kind and (_is_put_in(_program(command, kind)) or _reads_program(command, kind)):
            return True
    loaded = any(one.program in _LOADERS for one in upstream(command.before))
    return bool(kind) and loaded and _reads_program(command, kind)


def _is_put_in(word: str) -> bool:
    """Return whether a word is what another command prints, or a file of it."""
    return word.startswith(("$(", "`", "<("))


def _program(command: Command, kind: str) -> str:
    """Return the word that names or holds an interpreter's program, empty where it has none."""
    own = _OTHERS.get(kind)
    for number, word in enumerate(command.words[1:], 1):
        if own and own.fullmatch(word):
            return command.words[number + 1] if number + 1 < len(command.words) else ""
        if not word.startswith(("-", "+")):
            return word
    return ""


def _kind(program: str) -> str:
    """Return which interpreter a program is, without its version; empty for none."""
    if _SHELL.fullmatch(program):
        return "sh"
    bare = re.sub(r"[0-9.]+\Z", "", program)
    return {"nodejs": "node", "pypy": "python"}.get(bare, bare if bare in _OTHERS else "")


def _reads_program(command: Command, kind: str) -> bool:
    """Return whether an interpreter takes its program from what it reads, not from a file or an option."""
    own, skip = _OTHERS.get(kind), False
    for word in command.words[1:]:
        if skip:
            skip = False
        elif (
            word in _STANDARD_INPUT
            or word == "--"
            or (kind == "sh" and re.fullmatch(r"-[a-zA-Z]*s[a-zA-Z]*", word))
        ):
            return True
        elif own and own.fullmatch(word):
            return False
        elif not word.startswith(("-", "+")):
            return kind == "deno" and word == "run"
        skip = word in _VALUES or (kind == "sh" and bool(re.fullmatch(r"[-+][a-zA-Z]*o", word)))
    return True
