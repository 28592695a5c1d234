"""Tells from a resolved model which service is the page, which the back end, and which the database."""

from collections.abc import Mapping
from typing import Any

from quaycrane.checks.compose import services as known
from quaycrane.errors import InputError
from quaycrane.units.capstone.engine import Roles

_ONCE = "service_completed_successfully"
_DATA = ("/var/lib/mysql", "/data", "/var/lib/postgresql/data", "/bitnami/mysql/data")
Services = Mapping[str, dict[str, Any]]


def roles(model: Mapping[str, Any]) -> Roles:
    """Return who does what in a stack, whatever its services are called.

    The database is known by its image, the back end by asking it, and the page by being published.

    Args:
        model: A resolved model.

    Raises:
        InputError: There is no database, or nothing is published.
    """
    services: Services = model.get("services") or {}
    jobs = {
        other
        for service in services.values()
        for other, how in (service.get("depends_on") or {}).items()
        if how.get("condition") == _ONCE
    }
    store = _store(services)
    rest = {name: one for name, one in services.items() if name not in {store, *jobs}}
    askers = [name for name, one in rest.items() if known.talks_to(one, store)]
    published = [name for name, one in rest.items() if _port(one)]
    if not published:
        raise InputError(
            "No service publishes a port, so nobody outside sees the page",
            fix='Publish the page: ports: ["127.0.0.1:8080:80"]',
        )
    page = _best([name for name in published if name not in askers] or published, rest)
    backs = [name for name in askers if name != page] or [name for name in rest if name != page]
    back = _best(backs, rest) if backs else page
    return Roles(page, _port(services[page]), back, store, _volume(services[store]))


def _store(services: Services) -> str:
    """Return the database: a service with a known image, else the one with a data folder or that all ask."""
    stores = [name for name, one in services.items() if known.is_store(one)]
    keeping = [name for name, one in services.items() if _volume(one)]
    needed = [name for name in services if any(known.talks_to(one, name) for one in services.values())]
    found = [*sorted(stores, key=lambda name: name not in keeping), *keeping]
    found += [name for name in needed if not _port(services[name])]
    if not found:
        raise InputError(
            "There is no database in the file",
            why=f"The services are {', '.join(services) or 'none'}",
            fix="Add a service of the image mysql:9",
        )
    return found[0]


def _best(names: list[str], services: Services) -> str:
    """Return the service that is built here, where there is one, before one that others brought."""
    return min(names, key=lambda name: not services[name].get("build"))


def _port(service: Mapping[str, Any]) -> int:
    """Return the first port of a container that is published, 0 for none."""
    return next((int(port["target"]) for port in known.ports(dict(service)) if port.get("target")), 0)


def _volume(service: Mapping[str, Any]) -> str:
    """Return the named volume in which a database's files are; empty where there is none."""
    folder = known.DATA_FOLDERS.get(known.image_name(dict(service)), "")
    named = [
        (str(mount["source"]), str(mount.get("target")))
        for _, mount in known.mounts(dict(service))
        if mount.get("type") == "volume" and mount.get("source")
    ]
    wanted = {folder} if folder else set(_DATA)
    return next((source for source, target in named if target.rstrip("/") in wanted), "")
