"""MySQL's first start, sped up: what a learner sees of it is MySQL's own."""

from collections.abc import Iterator

import pytest

from quaycrane import kit
from quaycrane.engine import Engine, Running, wait_until

pytestmark = pytest.mark.engine

_READY = "port: 3306 "
_ASKED = ("performance_schema", "innodb_doublewrite", "innodb_use_native_aio")


@pytest.fixture(scope="module")
def database(engine: Engine) -> Iterator[Running]:
    """A MySQL of the kit on an empty volume, when it is ready."""
    kit.ensure(engine, ["mysql:9"])
    with engine.running("mysql:9", environment={"MYSQL_ROOT_PASSWORD": "right"}) as running:
        wait_until(lambda: _READY in running.logs(200), timeout_seconds=120, what="MySQL is ready")
        yield running


def test_the_first_start_is_told_in_its_three_parts(database: Running) -> None:
    """It initialises, runs a server without a network, ends it, and then stays."""
    log = database.logs(200)
    told = ("Initialization - end", "port: 0 ", "Shutdown complete", "init process done", _READY)
    places = [log.index(words) for words in told]
    assert places == sorted(places)


def test_the_server_that_stays_has_its_own_settings(database: Running) -> None:
    """What the first two servers do without, it has; and the password is the one that was given."""
    query = "SHOW VARIABLES WHERE variable_name IN ({})".format(", ".join(f"'{one}'" for one in _ASKED))
    told = database.run("mysql", "-h127.0.0.1", "-uroot", "-pright", "--batch", "-e", query)
    assert dict(line.split() for line in told.splitlines()[-3:]) == dict.fromkeys(_ASKED, "ON")
