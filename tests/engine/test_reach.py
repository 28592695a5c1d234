"""The course does the same on every engine, whichever way leads there and whatever it stores images in."""

import pytest

from quaycrane.engine import Engine
from tests.engine.abilities import ABILITIES
from tests.engine.conftest import Reached

pytestmark = pytest.mark.engine

WAYS = ("newest", "remote", "by_ssh")


@pytest.mark.parametrize("reached", WAYS, indirect=True)
@pytest.mark.parametrize("name", ABILITIES)
def test_engine_can(reached: Engine, name: str) -> None:
    """What the course asks of an engine works with the containerd store and TLS, over TCP, and by ssh."""
    ABILITIES[name](reached)


@pytest.mark.parametrize("reached", ["newest"], indirect=True)
def test_sizes_are_the_same_on_both_stores(reached: Engine, engine: Engine) -> None:
    """The same image has the same layers of the same sizes on overlay2 and on the containerd store."""
    assert engine.layers("alpine:3") == reached.layers("alpine:3")
    status = dict(reached.client.info()["DriverStatus"])
    assert status["driver-type"] == "io.containerd.snapshotter.v1"


@pytest.mark.parametrize("reached", ["newest"], indirect=True)
def test_newest_api_rules_are_met(reached: Engine) -> None:
    """The engine refuses API versions before 1.44, and we speak a newer one."""
    assert reached.client.version()["MinAPIVersion"] == "1.44"
    assert not reached.client.api.get(f"{reached.client.api.base_url}/v1.43/version").ok


@pytest.mark.parametrize("reached", ["by_ssh"], indirect=True)
def test_one_ssh_connection_serves_all(reached: Engine, by_ssh: Reached) -> None:
    """The docker command uses the tunnel that the SDK uses, and ports answer at the remote machine."""
    assert reached.environment["DOCKER_HOST"].startswith("unix://")
    with reached.running("alpine:3", ["sleep", "60"], ports=[80]) as running:
        assert running.address(80).startswith(f"{by_ssh.inside.address}:")
