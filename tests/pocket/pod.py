"""A pod as Binder gives one, simulated: one user without rights, one processor, 2 GB, no KVM."""

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import Engine, Kind
from quaycrane.kit import project_root
from quaycrane.pocket import HOME_VARIABLE

IMAGE = "debian:bookworm-slim"
HOME = "/home/jovyan"
BUILT = "/pocket"
"""Where the pocket engine is built."""

_MACHINE = (
    *("/usr", "/etc/alternatives", "/etc/apt", "/etc/fonts", "/etc/ssl"),
    *("/etc/pip.conf", "/var/lib/dpkg"),
)
_SETTLE = f"""
set -eu
mkdir -p {HOME}/course && cd {HOME}/course
tar -C "$COURSE" --exclude=./.git --exclude=./.venv --exclude='./.*_cache' --exclude=./work -c . | tar x
"$PYTHON" -m venv --without-pip {HOME}/env
echo "$PACKAGES" >$(echo {HOME}/env/lib/python3*/site-packages)/course.pth
"""


class Pod:
    """A pod that runs.

    Attributes:
        container: Its container.
    """

    def __init__(self, container: Any) -> None:
        self.container = container

    def run(self, script: str, **environment: str) -> str:
        """Run a script in the course's folder as a session would; return what it printed.

        Raises:
            AssertionError: It failed; with the end of what it said.
        """
        done = self.container.exec_run(
            ["bash", "-c", script], environment=environment, workdir=f"{HOME}/course", demux=True
        )
        printed, said = ((part or b"").decode("utf-8", "replace") for part in done.output)
        assert done.exit_code == 0, (said + printed)[-3000:]
        return printed


def needs() -> str:
    """Return why no pod can be simulated here, empty where one can."""
    if not Path("/usr/bin/dpkg-deb").exists() or not Path("/bin").is_symlink():
        return "it borrows this machine's programs, which must be a Debian's"
    return ""


def bare(engine: Engine, folder: Path, mounts: Mapping[str, str], **options: Any) -> Any:
    """Return a context in which a bare Debian runs, with this machine's programs and the course to read.

    Args:
        engine: Where: it must be this machine's own.
        folder: A folder that it may read.
        mounts: What else of this machine it may write, and where it is there.
        options: The SDK's for the container.
    """
    if engine.kind is not Kind.STARTED:
        pytest.skip("it borrows this machine's programs: the engine must be the course's own")
    if why := needs():
        pytest.skip(why)
    packages = next(path for path in sys.path if path.endswith("site-packages"))
    borrowed = {*_MACHINE, sys.base_prefix, sys.prefix, packages, str(project_root()), str(folder)}
    binds = {path: {"bind": path, "mode": "ro"} for path in sorted(borrowed) if Path(path).exists()}
    return engine.running(
        IMAGE,
        ["sleep", "infinity"],
        volumes=binds | {here: {"bind": there, "mode": "rw"} for here, there in mounts.items()},
        environment={
            "HOME": HOME,
            HOME_VARIABLE: BUILT,
            "PATH": f"{HOME}/env/bin:/usr/bin:/usr/sbin",
            "COURSE": str(project_root()),
            "PYTHON": sys.executable,
            "PACKAGES": packages,
        },
        **options,
    )


def pod(engine: Engine, folder: Path, built: Path | None = None, **options: Any) -> Any:
    """Return a context in which a pod runs that has the course, and its environment, in the home folder.

    Args:
        engine: Where: it must be this machine's own.
        folder: A folder that the pod may read.
        built: A folder that it may write, for the pocket engine; None keeps that in the pod.
        options: More of the SDK's for the container.
    """
    return bare(
        engine,
        folder,
        {str(built): BUILT} if built else {},
        user="1000:1000",
        security_opt=["no-new-privileges"],
        cap_drop=["ALL"],
        nano_cpus=10**9,
        mem_limit="2g",
        memswap_limit="2g",
        **options,
    )


def settle(running: Any) -> Pod:
    """Make the pod's home folder, and put the course and its environment there."""
    way = " ".join(map(str, Path(sys.base_prefix).parents))
    # An interpreter may lie in /root.
    script = f"mkdir -p {HOME} {BUILT} && chmod 777 {HOME} {BUILT} && chmod a+x {way}"
    made = running.container.exec_run(["sh", "-c", script], user="0")
    assert made.exit_code == 0, made.output
    done = running.container.exec_run(["bash", "-c", _SETTLE])
    assert done.exit_code == 0, done.output.decode("utf-8", "replace")[-2000:]
    return Pod(running.container)
