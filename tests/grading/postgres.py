"""A PostgreSQL server of the tests' own, in a temporary folder, as a user without rights."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

USER = "quaycrane"


def binaries() -> Path | None:
    """Return the folder of Debian's newest PostgreSQL, or of one on PATH; None where there is none."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    found = debian[-1] if debian else shutil.which("initdb")
    return Path(found).resolve().parent if found else None


@contextmanager
def server(programs: Path) -> Iterator[Path]:
    """Run a server that listens on a unix socket only; give the socket's folder."""
    home = Path(tempfile.mkdtemp(prefix="qc-pg-"))
    user = _unprivileged()
    if user:
        shutil.chown(home, user)
    data, settings = home / "data", f"-c listen_addresses= -c unix_socket_directories={home} -c fsync=off"
    try:
        _run(user, programs / "initdb", "--auth=trust", "--no-sync", "-U", USER, "-D", str(data))
        _run(
            user,
            programs / "pg_ctl",
            "start",
            "--wait",
            "-D",
            str(data),
            "-l",
            str(home / "log"),
            "-o",
            settings,
        )
        yield home
    finally:
        if (data / "postmaster.pid").exists():
            _run(user, programs / "pg_ctl", "stop", "--wait", "-m", "immediate", "-D", str(data))
        shutil.rmtree(home, ignore_errors=True)


def url(home: Path, database: str) -> str:
    """Return what an instructor would write into `CourseDirectory.db_url`."""
    return f"postgresql+psycopg://{USER}@/{database}?host={home}"


def _unprivileged() -> str | None:
    """Return a user to run the server as; None where this process is none of root's."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _run(user: str | None, *command: str | Path) -> None:
    done = subprocess.run(command, user=user, cwd="/", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
