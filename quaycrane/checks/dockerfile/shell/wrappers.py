"""Knows the programs that start another one, and finds the one that is really run."""

import re
from dataclasses import dataclass

SHELL = re.compile(r"(?:/\S*/)?(?:ba|da|a|k|z|mk)?sh")
"""The shells whose scripts are read."""

ASSIGNMENT = re.compile(r"[A-Za-z_]\w*(?:\[[^]]*\])?\+?=")
"""How the setting of a variable begins."""

_SHELL_WITH_VALUE = {"-o", "+o", "-O", "+O", "--rcfile", "--init-file"}


@dataclass(frozen=True)
class _Wrapper:
    """How a program is told what to start.

    Attributes:
        values: Its options that take the next word.
        operands: How many words of its own stand before the command.
        script: Its options whose value is a script.
        silent: Options with which it starts nothing.
    """

    values: frozenset[str] = frozenset()
    operands: int = 0
    script: frozenset[str] = frozenset()
    silent: frozenset[str] = frozenset()


def _wrapper(values: str = "", operands: int = 0, script: str = "", silent: str = "") -> _Wrapper:
    split = (frozenset(names.split()) for names in (values, script, silent))
    taking, scripts, none = split
    return _Wrapper(taking, operands, scripts, none)


_PLAIN = _wrapper()
_WRAPPERS = {
    **dict.fromkeys(
        ("nohup", "setsid", "builtin", "eatmydata", "dumb-init", "linux32", "linux64", "catchsegv"), _PLAIN
    ),
    "sudo": _wrapper("-u -g -h -p -C -r -t -T -U -D -R --user --group --host --prompt", silent="-l -v"),
    "doas": _wrapper("-u -C"),
    "env": _wrapper("-u --unset -C --chdir", script="-S --split-string"),
    "nice": _wrapper("-n --adjustment"),
    "ionice": _wrapper("-c -n -p --class --classdata"),
    "chrt": _wrapper(operands=1),
    "taskset": _wrapper(operands=1),
    "timeout": _wrapper("-s --signal -k --kill-after", operands=1),
    "time": _wrapper("-f --format -o --output"),
    "stdbuf": _wrapper("-i -o -e --input --output --error"),
    "chroot": _wrapper(operands=1),
    "gosu": _wrapper(operands=1),
    "su-exec": _wrapper(operands=1),
    "setpriv": _wrapper("--reuid --regid --groups --inh-caps --bounding-set"),
    "runuser": _wrapper("-u --user -g -G -s --shell", script="-c --command"),
    "su": _wrapper("-g -G -s --shell --group", operands=1, script="-c --command"),
    "xargs": _wrapper("-n -I -P -d -a -s -L -E --max-args --replace --max-procs --delimiter --arg-file"),
    "exec": _wrapper("-a"),
    "command": _wrapper(silent="-v -V"),
    "flock": _wrapper("-w --timeout -E", operands=1, script="-c --command"),
    "tini": _wrapper("-p -e"),
    "fakeroot": _wrapper("-i -s -l --lib -b"),
    "faketime": _wrapper(operands=1),
    "setarch": _wrapper(operands=1),
    "unshare": _wrapper("-S -G"),
    "strace": _wrapper("-o -e -s -p"),
    "xvfb-run": _wrapper("-n -s -e -f -p -w --server-num --server-args --error-file --auth-file"),
    "dbus-run-session": _wrapper("--config-file"),
    "retry": _wrapper("-t -d --tries --delay"),
    "busybox": _PLAIN,
    "toybox": _PLAIN,
    "travis_retry": _PLAIN,
}  # fmt: skip


@dataclass(frozen=True)
class Unwrapped:
    """What is really run.

    Attributes:
        words: The program and its arguments; empty where a script is.
        script: The text that a shell is given.
        through: The programs before it with their options, ``sudo -E`` for one.
        settings: The variables set for it.
        pipefail: Whether the shell is told that a pipe fails with any part of it.
    """

    words: tuple[str, ...]
    script: str | None = None
    through: tuple[tuple[str, ...], ...] = ()
    settings: tuple[str, ...] = ()
    pipefail: bool = False


def unwrap(words: tuple[str, ...]) -> Unwrapped:
    """Return what a command really runs: without ``A=b``, ``sudo``, ``timeout 60``, ``sh -c``."""
    through: list[tuple[str, ...]] = []
    settings: list[str] = []
    at = 0
    while at < len(words):
        word = words[at]
        if ASSIGNMENT.match(word):
            settings.append(word)
            at += 1
            continue
        wrapper = _WRAPPERS.get(word.rpartition("/")[2])
        if wrapper is None:
            break
        end, script = _own_words(words, at, wrapper)
        if script is not None:
            return Unwrapped((), script, (*through, words[at:end]), tuple(settings))
        if end >= len(words) or wrapper.silent & set(words[at:end]):
            break
        through.append(words[at:end])
        at = end
    bare = words[at:]
    script, pipefail = _script(bare)
    return Unwrapped(bare if script is None else (), script, tuple(through), tuple(settings), pipefail)


def _own_words(words: tuple[str, ...], begin: int, wrapper: _Wrapper) -> tuple[int, str | None]:
    """Return where a wrapper's own words end, and the script that it is given."""
    at, left = begin + 1, wrapper.operands
    while at < len(words):
        word = words[at]
        if word in wrapper.script:
            return at, words[at + 1] if at + 1 < len(words) else ""
        if word == "--" and not left:
            return at + 1, None
        if word.startswith("-") and (len(word) > 1 or left):
            at += 1 + (word in wrapper.values)
        elif left:
            left -= 1
            at += 1
        else:
            break
    return at, None


def _script(words: tuple[str, ...]) -> tuple[str | None, bool]:
    """Return the script after a shell's ``-c``, or what ``eval`` runs, and whether pipefail is set."""
    if not words:
        return None, False
    if words[0] == "eval":
        return " ".join(words[1:]), False
    if not SHELL.fullmatch(words[0]):
        return None, False
    pipefail, skip, asked = False, False, False
    for number, word in enumerate(words[1:], 1):
        if skip:
            pipefail |= word == "pipefail" and words[number - 1].startswith("-")
            skip = False
        elif not word.startswith(("-", "+")):
            return (word, pipefail) if asked else (None, False)
        else:
            asked |= bool(re.fullmatch(r"-[A-Za-z]*c[A-Za-z]*", word))
            skip = word in _SHELL_WITH_VALUE or bool(re.fullmatch(r"[-+][A-Za-z]*o", word))
    return None, False
