"""What a service is for and whom it talks to, told from its image, its ports and its environment."""

import posixpath
import re
from collections.abc import Iterator
from typing import Any

Service = dict[str, Any]

DATA_FOLDERS = {
    "mysql": "/var/lib/mysql", "mariadb": "/var/lib/mysql", "percona": "/var/lib/mysql",
    "postgres": "/var/lib/postgresql/data", "postgis": "/var/lib/postgresql/data",
    "timescaledb": "/var/lib/postgresql/data", "pgvector": "/var/lib/postgresql/data",
    "mongo": "/data/db", "couchdb": "/opt/couchdb/data", "cassandra": "/var/lib/cassandra",
    "neo4j": "/data", "influxdb": "/var/lib/influxdb", "clickhouse-server": "/var/lib/clickhouse",
    "elasticsearch": "/usr/share/elasticsearch/data", "opensearch": "/usr/share/opensearch/data",
    "mssql": "/var/opt/mssql", "server": "/var/opt/mssql",
}  # fmt: skip
"""Where the images of databases keep their data."""

_STORES = {*DATA_FOLDERS, "redis", "valkey", "memcached", "rabbitmq", "etcd", "zookeeper"}
_ALIASES = {
    "mysql-server": "mysql",
    "postgresql": "postgres",
    "mongodb": "mongo",
    "mongodb-community-server": "mongo",
}
_PORTS = {1433, 1521, 3306, 5432, 5984, 6379, 7474, 8529, 9042, 9200, 11211, 26257, 27017, 33060}
_LISTENING = {
    "mysql mariadb percona": 3306, "postgres postgis timescaledb pgvector": 5432, "redis valkey": 6379,
    "mongo": 27017, "rabbitmq": 5672, "memcached": 11211, "elasticsearch opensearch": 9200,
}  # fmt: skip
_LOOPBACK = re.compile(r"127\.|::1$|localhost$")


def image_name(service: Service) -> str:
    """Return the last part of a service's image, without tag and registry."""
    name = str(service.get("image") or "").partition("@")[0].rpartition("/")[2].partition(":")[0].lower()
    return _ALIASES.get(name, name)


def is_store(service: Service) -> bool:
    """Return whether a service keeps data for others: by its image, or by the port that it publishes."""
    name = image_name(service)
    if name == "server":  # mcr.microsoft.com/mssql/server
        return "mssql" in str(service.get("image"))
    return name in _STORES or any(port.get("target") in _PORTS for port in ports(service))


def listens_at(service: Service, port: str) -> bool:
    """Return whether a service listens at a port: by its image, or by what it publishes."""
    usual = {number for names, number in _LISTENING.items() if image_name(service) in names.split()}
    return int(port) in usual or any(str(one.get("target")) == port for one in ports(service))


def keeps_data(service: Service) -> bool:
    """Return whether a service is a database whose data folder is known."""
    return image_name(service) in DATA_FOLDERS and is_store(service)


def ports(service: Service) -> list[dict[str, Any]]:
    """Return a service's ports."""
    return [port for port in service.get("ports") or () if isinstance(port, dict)]


def mounts(service: Service) -> list[tuple[int, dict[str, Any]]]:
    """Return a service's mounts with their places."""
    return [(place, one) for place, one in enumerate(service.get("volumes") or ()) if isinstance(one, dict)]


def source_of(mount: dict[str, Any]) -> str:
    """Return what a mount shows, without detours in its path, which Compose leaves as they are."""
    source = str(mount.get("source") or "")
    return re.sub("^//", "/", posixpath.normpath(source)) if source.startswith("/") else source


def is_loopback(address: object) -> bool:
    """Return whether an address is one that only the host itself reaches."""
    return bool(_LOOPBACK.match(str(address or "")))


def published_to_all(service: Service) -> list[tuple[int, dict[str, Any]]]:
    """Return the ports that other machines reach, with their places."""
    return [
        (place, port) for place, port in enumerate(ports(service)) if not is_loopback(port.get("host_ip"))
    ]


def texts(service: Service) -> Iterator[tuple[tuple[str | int, ...], str]]:
    """Yield each text by which a service may be told where another is, with its path."""
    for key, value in (service.get("environment") or {}).items():
        if value:
            yield ("environment", key), str(value)
    for key in ("command", "entrypoint"):
        for place, word in enumerate(service.get(key) or ()):
            yield (key, place), str(word)


def talks_to(service: Service, other: str) -> bool:
    """Return whether a service names another: depends on it, or has its name in its environment."""
    if other in (service.get("depends_on") or {}):
        return True
    named = re.compile(rf"(?<![\w.-]){re.escape(other)}(?![\w-])")
    return any(named.search(text) for _, text in texts(service))
