"""What a student's side imports is there on macOS and on Windows, as far as that can be pretended here."""

import json
import subprocess
import sys

import pytest

from tests.fences.sources import PACKAGE

_LINUX_ONLY = ("grading", "hub", "site")
"""Parts for an instructor or a maintainer, whose machine is a Linux."""

ABSENT = {
    "darwin": {"modules": [], "os": ["pidfd_open", "O_PATH", "memfd_create"], "signal": ["SIGPWR"]},
    "win32": {
        "modules": ["fcntl", "grp", "pwd", "resource", "termios", "tty", "pty", "syslog"],
        "os": [
            "getuid", "geteuid", "getgid", "getegid", "setsid", "killpg", "fork", "chown", "mkfifo", "uname",
            "O_NOFOLLOW", "O_NONBLOCK", "O_CLOEXEC", "pidfd_open", "sysconf", "getpgid", "WNOHANG",
        ],
        "signal": ["SIGKILL", "SIGHUP", "SIGUSR1", "SIGUSR2", "SIGALRM", "SIGCHLD", "SIGPIPE", "alarm"],
    },
}  # fmt: skip
"""What Python's library has on Linux and not there."""

_PROGRAM = """
import builtins, importlib, json, os, signal, sys
platform, absent, names = json.loads(sys.argv[1])
for name in names:  # the libraries that we stand on have their own tests: they are loaded as they are
    importlib.import_module(name)
for name in [one for one in sys.modules if one.split(".")[0] == "quaycrane"]:
    del sys.modules[name]
real = builtins.__import__
def pretended(name, scope=None, *rest):
    if name in absent["modules"] and str((scope or {}).get("__name__")).startswith("quaycrane"):
        raise ModuleNotFoundError(f"No module named {name!r}", name=name)
    return real(name, scope, *rest)
builtins.__import__ = pretended
sys.platform = platform  # os.name stays: pathlib would look for drives
for module in (os, signal):
    for name in absent[module.__name__]:
        if hasattr(module, name):
            delattr(module, name)
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def modules() -> list[str]:
    """Return the names of the modules of a student's side, and of every command."""
    paths = sorted(PACKAGE.rglob("*.py"))
    own = [path.relative_to(PACKAGE.parent).with_suffix("") for path in paths]
    kept = [one for one in own if one.parts[1] not in _LINUX_ONLY]
    return [
        ".".join(one.parts).removesuffix(".__init__") for one in kept if not _for_an_instructor(one.parts)
    ]


def _for_an_instructor(parts: tuple[str, ...]) -> bool:
    text = PACKAGE.parent.joinpath(*parts).with_suffix(".py").read_text(encoding="utf-8")
    return any(f"quaycrane.{part}" in text for part in _LINUX_ONLY)


@pytest.mark.parametrize("platform", sorted(ABSENT))
def test_it_is_imported(platform: str) -> None:
    """No module of it asks, while it is imported, for what only Linux has."""
    names = modules()
    told = json.dumps([platform, ABSENT[platform], names])
    done = subprocess.run([sys.executable, "-c", _PROGRAM, told], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert int(done.stdout.split()[-1]) == len(names) > 400
