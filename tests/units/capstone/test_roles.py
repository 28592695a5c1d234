"""Who does what in a stack is told from its file, whatever the services are called."""

from pathlib import Path

import pytest

from quaycrane.checks.compose import resolve
from quaycrane.engine import Engine
from quaycrane.errors import InputError
from quaycrane.units.capstone.checks.harder import harder
from quaycrane.units.capstone.checks.roles import roles
from quaycrane.units.capstone.engine import KEEPER

STACK = """\
services:
  tables:
    build: ./back
    command: node tables.js
    depends_on: {store: {condition: service_healthy}}
  surface:
    build: ./front
    ports: ["8080:8080"]
    depends_on: [brain]
  brain:
    build: ./back
    environment: {DB_HOST: store}
    depends_on: {tables: {condition: service_completed_successfully}}
  admin:
    image: adminer:5
    ports: ["9000:8080"]
    environment: {ADMINER_DEFAULT_SERVER: store}
  store:
    image: mysql:9
    volumes: ["shelf:/var/lib/mysql"]
volumes: {shelf: }
"""


def test_roles_are_found_by_what_services_do() -> None:
    """A job is no back end, a tool that is published is no page, and the volume is the data folder's."""
    found = roles(resolve(STACK, Path("/x")).model)
    assert (found.page, found.port, found.back) == ("surface", 8080, "brain")
    assert (found.store, found.volume) == ("store", "shelf")


def test_a_database_that_is_built_is_known_by_its_volume() -> None:
    """Where no image says so, the service with a data folder is the database."""
    text = STACK.replace("image: mysql:9", "build: ./store")
    assert roles(resolve(text, Path("/x")).model).store == "store"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (STACK.replace("ports:", "expose:").replace(":8080", ""), "No service publishes a port"),
        ("services: {page: {image: 'nginx:1', ports: ['80:80']}}\n", "There is no database"),
    ],
    ids=["nothing published", "no database"],
)
def test_what_is_missing_is_told(text: str, told: str) -> None:
    """Where a part is missing, the answer says which, and what to write."""
    with pytest.raises(InputError, match=told):
        roles(resolve(text, Path("/x")).model)


def test_the_small_disk_is_held_by_a_service_of_ours(engine: Engine) -> None:
    """The volume becomes memory of a fixed size, and the database begins after who holds it."""
    assert engine.version
    text = STACK.replace("image: mysql:9", "build: ./store")  # so that no image is asked for
    model = resolve(text, Path("/x")).model
    changed = harder(model, roles(model))
    assert changed["volumes"]["shelf"]["driver_opts"]["type"] == "tmpfs"
    assert KEEPER in changed["services"]["store"]["depends_on"]
    assert KEEPER not in model["services"]
