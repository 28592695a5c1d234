"""What is ours on an engine, for tests that ask whether anything was left."""

from typing import Any

from quaycrane.engine import RUN_LABEL, Engine
from quaycrane.engine.ours.labels import KEPT


def left_on(engine: Engine) -> list[Any]:
    """Return the containers, networks and volumes of ours, but for the slots' prepared kits, which stay."""
    client = engine.client
    ours: dict[str, str | list[str] | bool] = {"label": RUN_LABEL}
    kept: dict[str, str | list[str] | bool] = {"label": f"{RUN_LABEL}={KEPT[RUN_LABEL]}"}
    listed: tuple[tuple[list[Any], list[Any]], ...] = (
        (client.containers.list(all=True, filters=ours), client.containers.list(all=True, filters=kept)),
        (client.networks.list(filters=ours), []),
        (client.volumes.list(filters=ours), client.volumes.list(filters=kept)),
    )
    return [thing for found, stays in listed for thing in found if thing not in stays]
