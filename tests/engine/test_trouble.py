"""Engines that misbehave: each gives a clear error that says what to do."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme

from quaycrane.engine import Engine, Kind, connect
from quaycrane.engine.build import build, watch
from quaycrane.engine.build.build import BuildOptions, run_build
from quaycrane.errors import EngineTimeoutError, NoEngineError
from tests.engine.conftest import TLS, Reached, exported

pytestmark = pytest.mark.engine


def tried(variables: dict[str, str]) -> str:
    """Return why an engine does not answer that these variables name."""
    with exported(variables):
        found = connect(start=False)
    assert found.kind is Kind.NONE
    return " ".join(found.tried)


def test_unknown_certificate_is_told(newest: Reached, tmp_path: Path) -> None:
    """An engine whose certificate someone else signed is told as such, with the variable to set."""
    stranger = trustme.CA()
    stranger.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    for name in ("cert.pem", "key.pem"):
        (tmp_path / name).write_bytes(Path(newest.variables["DOCKER_CERT_PATH"], name).read_bytes())
    told = tried({**newest.variables, "DOCKER_CERT_PATH": str(tmp_path)})
    assert "its certificate is not to be trusted" in told
    assert "DOCKER_CERT_PATH" in told


def test_own_certificate_is_asked_for(newest: Reached, tmp_path: Path) -> None:
    """An engine that refuses a certificate that its authority did not sign says that it wants ours."""
    stranger = trustme.CA().issue_cert("learner@example.org")
    (tmp_path / "ca.pem").write_bytes(Path(newest.variables["DOCKER_CERT_PATH"], "ca.pem").read_bytes())
    stranger.cert_chain_pems[0].write_to_path(str(tmp_path / "cert.pem"))
    stranger.private_key_pem.write_to_path(str(tmp_path / "key.pem"))
    told = tried({**newest.variables, "DOCKER_CERT_PATH": str(tmp_path)})
    assert "it does not take the certificate that we show" in told


def test_absent_certificates_are_told(newest: Reached, tmp_path: Path) -> None:
    """A folder without certificates is told by name."""
    told = tried({**newest.variables, "DOCKER_CERT_PATH": str(tmp_path / "none")})
    assert "DOCKER_CERT_PATH" in told


def test_tls_where_none_is_spoken_and_the_other_way_round(newest: Reached, remote: Reached) -> None:
    """Speaking TLS to who does not, and not speaking it to who does, are told apart."""
    plain = {"DOCKER_HOST": f"tcp://{newest.inside.address}:{TLS}"}
    assert "it speaks TLS: export DOCKER_TLS_VERIFY=1" in tried(plain)
    with_tls = {**newest.variables, **remote.variables}
    assert "it speaks no TLS" in tried(with_tls)


def test_refused_key_is_told(by_ssh: Reached) -> None:
    """An ssh server that does not let us in is told with what ssh said."""
    told = tried({"DOCKER_HOST": by_ssh.variables["DOCKER_HOST"].replace("root@", "nobody@")})
    assert "ssh said: " in told
    assert "Permission denied" in told


def test_absent_host_is_told(by_ssh: Reached) -> None:
    """A host that nobody is at is told within seconds."""
    assert "ssh said: " in tried({"DOCKER_HOST": f"ssh://root@{by_ssh.inside.address}:2299"})


@pytest.fixture
def frozen(remote: Reached) -> Iterator[Reached]:
    """An engine that takes connections and answers none, for as long as a test lasts."""
    pid = remote.daemon.pid()
    assert pid
    os.kill(pid, signal.SIGSTOP)
    yield remote
    os.kill(pid, signal.SIGCONT)


def test_hanging_engine_is_given_up(frozen: Reached) -> None:
    """An engine that hangs is told within seconds, and not waited for."""
    assert "did not answer in time" in tried(frozen.variables)


def test_engine_that_hangs_in_a_build_is_given_up(
    remote: Reached, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A build on an engine that falls silent ends with that cause, long before its own limit."""
    monkeypatch.setattr(watch, "_PAUSE_SECONDS", 0.5)
    monkeypatch.setattr(watch, "_PATIENCE_SECONDS", 3)
    monkeypatch.setattr(build, "_GRACE_SECONDS", 1)
    pid = remote.daemon.pid() or 0
    begun = threading.Event()

    def freeze(step: str) -> None:
        if "RUN sleep" in step and not begun.is_set():
            begun.set()
            os.kill(pid, signal.SIGSTOP)

    try:
        with exported(remote.variables), pytest.raises(NoEngineError, match="stopped answering"):
            connect(start=False).build(
                tmp_path, dockerfile="FROM alpine:3\nRUN sleep 300\n", on_progress=freeze
            )
    finally:
        os.kill(pid, signal.SIGCONT)
    assert begun.is_set()


def test_slow_build_is_told_apart_from_a_hanging_engine() -> None:
    """A build that takes too long on an engine that answers is told as slow."""
    with pytest.raises(EngineTimeoutError, match="took longer than 1 s"):
        run_build(
            [sys.executable, "-c", "import time; time.sleep(60)"],
            {},
            BuildOptions(timeout_seconds=1, answers=lambda: True),
        )


def test_command_without_buildx_is_told(engine: Engine, tmp_path: Path) -> None:
    """A docker command without buildx gives one clear error, with the packages that bring it."""
    script = (
        "from pathlib import Path\nfrom quaycrane.engine import connect\n"
        "from quaycrane.errors import QuaycraneError\n"
        "try:\n    connect(start=False).build(Path('.'), dockerfile='FROM alpine:3')\n"
        "except QuaycraneError as error:\n    print(error)\n"
    )
    hide = 'for d in /usr/*/docker /usr/local/*/docker; do [ -d "$d" ] && mount -t tmpfs none "$d"; done'
    told = subprocess.run(
        ["unshare", "--mount", "sh", "-c", f'{hide}; exec "$@"', "sh", sys.executable, "-c", script],
        cwd=tmp_path,
        env={**os.environ, **engine.environment, "DOCKER_CONFIG": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert "There is no docker command with buildx" in told
    assert "docker-buildx" in told


def test_another_builder_is_not_used(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A learner's own choice of builder, which sees none of the engine's images, changes nothing."""
    monkeypatch.setenv("BUILDX_BUILDER", "quaycrane-absent")
    assert engine.build(tmp_path, dockerfile="FROM alpine:3\nRUN true\n").image_id


@pytest.mark.parametrize("settings", ["{}", ""], ids=["with config.json", "without"])
@pytest.mark.parametrize("way", ["newest", "remote"])
def test_context_leads_to_its_engine(
    way: str, settings: str, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    """A docker context is honoured by the SDK and by builds alike, with its certificates."""
    reached: Reached = request.getfixturevalue(way)
    if settings:
        (tmp_path / "config.json").write_text(settings)
    keys = reached.variables.get("DOCKER_CERT_PATH")
    tls = f",ca={keys}/ca.pem,cert={keys}/cert.pem,key={keys}/key.pem" if keys else ""
    endpoint = f"host={reached.variables['DOCKER_HOST']}{tls}"
    with exported({"DOCKER_CONFIG": str(tmp_path)}):
        make = ["docker", "context", "create", "far", "--docker", endpoint]
        subprocess.run(make, check=True, capture_output=True)
    with exported({"DOCKER_CONFIG": str(tmp_path), "DOCKER_CONTEXT": "far"}):
        found = connect(start=False)
        assert found.origin == "docker context far", found.tried
        (tmp_path / "context").mkdir()
        built = found.build(tmp_path / "context", dockerfile="FROM alpine:3\nRUN true\n")
        assert found.client.images.get(built.image_id)
        with found.running("alpine:3", ["sleep", "60"], ports=[80]) as running:
            assert running.address(80).startswith(f"{reached.inside.address}:")
        found.sweep_own()
