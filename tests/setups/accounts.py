"""A machine with accounts: a bare Debian, on the suite's engine, that has the course installed."""

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from quaycrane.engine import Daemon, Engine
from tests.pocket.pod import HOME, bare, settle
from tests.setups.page import section, was_printed

_PROGRAMS = {
    "quaycrane": "-m quaycrane.cli",
    "nbgrader": "-m nbgrader",
    "alembic": "-m alembic.config",
    "jupyterhub": "-m jupyterhub",
    "jupyterhub-singleuser": "-m jupyterhub.singleuser",
    "configurable-http-proxy": "-c 'from configurable_http_proxy.cli import main; main()'",
}
_INSTALL = f"""
set -eu
echo {HOME}/course >$(echo {HOME}/env/lib/python3*/site-packages)/quaycrane.pth
cd {HOME}/env/bin
cp -r /machine/pam.d /machine/login.defs /machine/security /etc/
echo "export PATH=$PATH TMPDIR=$TMPDIR JUPYTER_PATH=$SHARE" >/etc/profile
getent group docker || groupadd --non-unique --gid $(stat -c %g /var/run/docker.sock) docker
"""


class Machine:
    """The machine, at a shell of root's.

    Attributes:
        container: In which it is.
        desk: A folder of ours that it has as ``/machine``.
    """

    def __init__(self, container: Any, desk: Path) -> None:
        self.container, self.desk = container, desk

    def bring(self, file: Path) -> None:
        """Copy a file to ``/machine``."""
        shutil.copy(file, self.desk)

    def run(self, script: str, *, fails: bool = False) -> str:
        """Run a script as root; return what it printed."""
        done = self.container.exec_run(["bash", "-leuo", "pipefail", "-c", script], workdir="/root")
        printed = done.output.decode("utf-8", "replace")
        assert (done.exit_code != 0) == fails, f"{script}\n{printed[-4000:]}"
        assert "Traceback" not in printed, printed[-4000:]
        return str(printed)

    def write(self, path: str, text: str) -> None:
        """Write a file, below root's home where the path is no absolute one."""
        (self.desk / "text").write_text(text, encoding="utf-8")
        self.run(f"cp /machine/text {path}")

    def follow(self, heading: str) -> str:
        """Do what the page says below a heading; return what was printed."""
        printed = ""
        for block in section(heading):
            if block.kind == "bash":
                printed += self.run(block.text)
            elif block.kind == "text":
                was_printed(block.text, printed)
            else:
                self.write(block.path, block.text)
        return printed


@contextmanager
def machine(engine: Engine) -> Iterator[Machine]:
    """Start one; its temporary folder is the engine's as well, since slots talk through it."""
    talk = Path(tempfile.mkdtemp(prefix="qs-"))
    talk.chmod(0o1777)
    own = talk / "machine"
    own.mkdir()
    for part in ("pam.d", "security"):
        shutil.copytree(Path("/etc", part), own / part, symlinks=True)
    shutil.copy("/etc/login.defs", own)
    shared = {"TMPDIR": str(talk), "SHARE": str(Path(sys.prefix, "share", "jupyter"))}
    mounts = {str(Daemon().socket): "/var/run/docker.sock", str(talk): str(talk), str(own): "/machine"}
    try:
        with bare(engine, talk, mounts, hostname=f"class-{os.getpid()}") as running:
            settle(running)
            for name, words in _PROGRAMS.items():
                program = f'#!/bin/sh\nexec {HOME}/env/bin/python {words} "$@"\n'
                running.container.exec_run(
                    ["sh", "-c", 'printf %s "$0" >"$1"; chmod 755 "$1"', program, f"{HOME}/env/bin/{name}"]
                )
            done = running.container.exec_run(["bash", "-c", _INSTALL], environment=shared)
            assert done.exit_code == 0, done.output
            yield Machine(running.container, own)
    finally:
        shutil.rmtree(talk, ignore_errors=True)
