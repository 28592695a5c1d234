"""DependsOnHealthy: a service waits until what it needs is ready."""

from collections.abc import Iterator
from typing import Any

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.compose.services import is_store


@rule(
    why="Started is not ready: a database takes seconds until it answers, and who asks earlier is refused",
    fix="Give the database a healthcheck, and write depends_on: {db: {condition: service_healthy}}",
    bad="""\
services:
  api:
    image: node:24-alpine
    depends_on: [db]
  db:
    image: mysql:8.4
""",
    good="""\
services:
  api:
    image: node:24-alpine
    depends_on: {db: {condition: service_healthy}}
  db:
    image: mysql:8.4
    healthcheck: {test: [CMD, mysqladmin, ping]}
""",
)
def depends_on_healthy(resolved: Resolved) -> Iterator[Breach]:
    """A service waits until the database that it depends on is healthy.

    Yield each dependency that does not wait for health, or waits for a health that no one looks at.
    """
    for name, service in resolved.services.items():
        for other, how in (service.get("depends_on") or {}).items():
            needed = resolved.services.get(other, {})
            health = needed.get("healthcheck") or {}
            path = ("services", name, "depends_on", other)
            wait = f"depends_on: {{{other}: {{condition: service_healthy}}}}"
            ask = f"Give {other} a healthcheck"
            if how.get("condition") == "service_healthy" and _off(health):
                yield Breach(path, f"{name} waits for {other} to be healthy, which no check ever tells", ask)
            elif how.get("condition") == "service_started" and (is_store(needed) or _looks(health)):
                fix = f"Write {wait}" if _looks(health) else f"{ask}, and write {wait}"
                yield Breach(path, f"{name} waits until {other} has started, not until it is healthy", fix)
            elif how.get("condition") == "service_healthy" and not health and is_store(needed):
                yield Breach(
                    path, f"{name} waits for {other} to be healthy, and {other} has no healthcheck", ask
                )


def _off(health: dict[str, Any]) -> bool:
    return bool(health.get("disable")) or health.get("test") == ["NONE"]


def _looks(health: dict[str, Any]) -> bool:
    return bool(health.get("test")) and not _off(health)
