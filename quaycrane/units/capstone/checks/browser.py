"""Loads a page in a real browser, and tells what stands on it when its scripts have run."""

import os
import shutil
import signal
import subprocess
import tempfile
from contextlib import suppress

_NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome")
_PATIENCE_SECONDS = 40
_MOST_CHARACTERS = 200_000
_NOBODY = 65534
_FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-dev-shm-usage --disable-quic --no-first-run"
    " --disable-background-networking --disable-component-update --disable-sync --disable-extensions"
    " --virtual-time-budget=5000 --dump-dom --js-flags=--max-old-space-size=512"
)
_WITH_ITS_MEMORY = ("sh", "-c", 'ulimit -S -d "$(ulimit -H -d)"; exec "$@"', "sh")
"""Checks may have less memory than a browser sets aside; with less than that it waits for ever."""


def browser() -> str:
    """Return the path of a browser of this machine, empty where there is none."""
    return next(filter(None, map(shutil.which, _NAMES)), "")


def shown(address: str) -> str:
    """Return the page at an address as a browser has it after its scripts; empty where it shows none in time.

    It reaches nothing but that address. Where this process is root, the browser is nobody: the page's
    scripts are a student's.

    Args:
        address: ``host:port``.
    """
    with tempfile.TemporaryDirectory(prefix="quaycrane-browser-", ignore_cleanup_errors=True) as scratch:
        command = [
            *_WITH_ITS_MEMORY,
            browser(),
            *_FLAGS.split(),
            f"--user-data-dir={scratch}",
            "--proxy-server=127.0.0.1:9",
            f"--proxy-bypass-list=<-loopback>;{address}",
            f"http://{address}/",
        ]
        return _printed(command, scratch)[:_MOST_CHARACTERS]


def _printed(command: list[str], scratch: str) -> str:
    root = hasattr(os, "geteuid") and os.geteuid() == 0
    if root:
        os.chown(scratch, _NOBODY, _NOBODY)
    with subprocess.Popen(  # noqa: S603 - a command of ours
        command,
        cwd=scratch,
        env={"PATH": os.environ.get("PATH", ""), "HOME": scratch, "TMPDIR": scratch},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
        encoding="utf-8",
        errors="replace",
        start_new_session=True,
        user=_NOBODY if root else None,
        group=_NOBODY if root else None,
        extra_groups=() if root else None,
    ) as running:
        try:
            page: str = running.communicate(timeout=_PATIENCE_SECONDS)[0]
        except subprocess.TimeoutExpired:
            page = ""
        finally:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(running.pid, signal.SIGKILL)
    return page
