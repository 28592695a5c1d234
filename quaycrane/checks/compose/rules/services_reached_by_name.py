"""ServicesReachedByName: services call each other by name."""

import re
from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import is_store, keeps_data, listens_at, ports, texts
from quaycrane.checks.severity import Severity

_PLACE = re.compile(
    r"(?:(?P<scheme>[a-z][a-z0-9+.-]*)://(?:[^@/\s]*@)?)?(?<![\w.-])"
    r"(?P<host>localhost|127\.0\.0\.1|172\.(?:1[6-9]|2\d|3[01])\.\d+\.\d+)(?::(?P<port>\d+))?(?![\w.-])"
)
_LISTENS = re.compile(r"(^|_)(HOST|HOSTNAME|BIND|LISTEN|ADDR|ADDRESS|ALLOWED_\w+|CORS\w*|ORIGINS?)$")
_OTHER = re.compile(
    r"(DB|DATABASE|MYSQL|MARIADB|PG|POSTGRES\w*|MONGO\w*|REDIS|CACHE|API|BACKEND|SERVER|SERVICE|BROKER|RABBIT\w*|AMQP"
    r"|KAFKA|ELASTIC\w*|SMTP|MAIL)_",
)

_MOST_NAMED = 4


@rule(
    why="In a container localhost is the container itself, and an address changes with each "
    "start; the name of a service stays",
    fix="Write the service's name in place of localhost: mysql://db:3306",
    bad="""\
services:
  api:
    image: node:24-alpine
    environment: {DB_HOST: localhost}
  db:
    image: mysql:8.4
""",
    good="""\
services:
  api:
    image: node:24-alpine
    environment: {DB_HOST: db, API_URL: 'http://localhost:5000'}
    ports: ['5000:5000']
  db:
    image: mysql:8.4
""",
    severity=Severity.ERROR,
)
def services_reached_by_name(resolved: Resolved) -> Iterator[Breach]:
    """Services call each other by name, not by localhost or an address.

    Yield each place where a service is told to find another at localhost or at a fixed address.
    """
    if len(resolved.services) == 1:
        return
    published = {
        str(port.get("published")) for service in resolved.services.values() for port in ports(service)
    }
    for name, service in resolved.services.items():
        if str(service.get("network_mode", "")).startswith(("host", "service:")):
            continue
        own = {str(port.get("target")) for port in ports(service)}
        for path, text in texts(service):
            for place in _PLACE.finditer(text):
                if _is_another(str(path[-1]), place, published, own, whole=place[0] == text.strip()):
                    sentence = f"{name} looks for another service at {place[0]}"
                    yield Breach(("services", name, *path), sentence, _fix(resolved, name, place))


def _fix(resolved: Resolved, name: str, place: re.Match[str]) -> str:
    """Return the place with the name of the one service that listens at its port, or keeps data."""
    others = {other: service for other, service in resolved.services.items() if other != name}
    port = place["port"]
    fitting = [one for one, service in others.items() if port and listens_at(service, port)]
    for kind in (keeps_data, is_store):
        fitting = fitting or [one for one, service in others.items() if not port and kind(service)]
    if len(fitting) != 1:
        names = f": one of {', '.join(others)}" if len(others) <= _MOST_NAMED else ""
        return f"Write the service's name in place of {place['host']}{names}"
    whole, begin = place[0], place.start()
    written = whole[: place.start("host") - begin] + fitting[0] + whole[place.end("host") - begin :]
    return f"Write the service's name: {written}"


def _is_another(key: str, place: re.Match[str], published: set[str], own: set[str], *, whole: bool) -> bool:
    """Return whether a place is meant as another service's, not as one's own or the browser's."""
    key = key.upper()
    if place["scheme"] in {"http", "https", "ws", "wss", None} and place["port"] in {*published, *own} - {
        None
    }:
        return False  # a browser outside asks there, or the service itself listens
    if place["scheme"]:
        return place["scheme"] not in {"http", "https", "ws", "wss"} or place["port"] is not None
    return whole and (
        bool(_OTHER.search(f"{key}_")) if not _LISTENS.fullmatch(key) else bool(_OTHER.search(key))
    )
