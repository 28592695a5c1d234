"""The address that `kit serve` tells is one that others reach, told at once."""

import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from tests.kit.conftest import free_port, is_here

pytestmark = pytest.mark.engine

_SERVE = """\
import signal, sys
from quaycrane.cli import main
signal.signal(signal.SIGINT, signal.default_int_handler)  # a background job of a shell ignores it
sys.exit(main(sys.argv[1:]))"""


def test_an_address_that_was_asked_for_is_told(engine: Engine) -> None:
    """Who names an address gets that one."""
    assert kit.class_host(engine, "192.0.2.7") == "192.0.2.7"


def test_it_is_not_the_loopback(engine: Engine) -> None:
    """A machine with a network tells its address there."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))
        except OSError:
            pytest.skip("this machine has no network")
    assert not kit.class_host(engine, "0.0.0.0").startswith("127.")  # noqa: S104 - asked, not bound


def test_serve_says_at_once_where_and_serves_there(engine: Engine) -> None:
    """The first line is the address, before any image is taken in; it answers, and Ctrl-C ends it with 0."""
    if not is_here(engine):
        pytest.skip("the engine is on another machine")
    kit.ensure(engine, ["hello-world", "registry:2"])
    port = free_port()
    command = [sys.executable, "-c", _SERVE, "kit", "serve", "hello-world", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdout is not None
        said = [server.stdout.readline() for _ in range(2)]
        at = f"{kit.class_host(engine, '0.0.0.0')}:{port}"  # noqa: S104 - asked, not bound
        assert f"will be served at {at}" in said[1]
        served = next(line for line in server.stdout if line.startswith("Served"))
        assert f"at {at}, read-only" in served
        with urllib.request.urlopen(f"http://{at}/v2/_catalog", timeout=30) as answer:
            assert b"hello-world" in answer.read()
        server.send_signal(signal.SIGINT)
        assert server.wait(60) == 0
