"""Opens and closes ports of this machine for the guest; the emulator runs it for each request."""

import re
import sys
from pathlib import Path

from quaycrane.errors import NoEngineError
from quaycrane.pocket.monitor import ask

_ASKED = re.compile(r"(open|close) (tcp|udp) ([\d.]+) (\d{1,5})")


def answer(run: Path, asked: str) -> str:
    """Do what the guest asks for, ``open tcp 0.0.0.0 8080``; return ``opened``, ``closed`` or why not.

    A port is opened on this machine's loopback only, whatever address a container names.

    Args:
        run: The folder of the run.
        asked: The line.
    """
    match = _ASKED.fullmatch(asked.strip())
    if match is None:
        return "what is asked for is not understood"
    verb, protocol, address, port = match.groups()
    here = address if address.startswith("127.") else "127.0.0.1"
    import fcntl  # noqa: PLC0415 - not on Windows

    with (run / "forward.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # the monitor takes one guest at a time
        try:
            if verb == "close":
                ask(run, f"hostfwd_remove net {protocol}:{here}:{port}")
                return "closed"
            refused = ask(run, f"hostfwd_add net {protocol}:{here}:{port}-:{port}")
        except NoEngineError as error:
            return str(error)
    return "the machine outside uses that port: address already in use" if refused.strip() else "opened"


if __name__ == "__main__":
    sys.stdout.write(answer(Path(sys.argv[1]), sys.stdin.readline()) + "\n")
