"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.engine import ConnectionEnd
from quaycrane.units.networking.labs import (
    ADDRESS,
    DIRECT,
    HOST,
    NAME,
    NONE,
    PUBLISHED,
    TOWN,
    Member,
    Modes,
    Net,
    NetworkMap,
    Reach,
)
from tests.figures.results import PROVENANCE

_WAYS = {"shy": ConnectionEnd.REFUSED, "rude": ConnectionEnd.RESET}


def reach() -> Reach:
    """Return what every pair of the town finds."""
    names = tuple(TOWN)
    found = {}
    for source in names:
        for target in names:
            shared = set(TOWN[source].networks) & set(TOWN[target].networks) - {NONE}
            there = _WAYS.get(target, ConnectionEnd.REACHED)
            named = shared and shared != {"bridge"}
            found[source, target, NAME] = there if named else ConnectionEnd.NO_NAME
            if target != "alone":
                lost = ConnectionEnd.NO_ROUTE if source in {"alone", "db"} else ConnectionEnd.SILENCE
                found[source, target, ADDRESS] = there if shared else lost
    return Reach(names, found, 3.4, PROVENANCE)


def network_map() -> NetworkMap:
    """Return who is where in the town."""
    networks = {"bridge": False, "shop": False, "vault": True, NONE: False}
    nets = tuple(Net(name, internal) for name, internal in networks.items())
    order = [net.name for net in nets]
    members = tuple(
        Member(name, net, "" if net == NONE else f"172.{17 + order.index(net)}.0.{2 + place}")
        for place, (name, house) in enumerate(TOWN.items())
        for net in house.networks
    )
    return NetworkMap(tuple(TOWN), nets, members, PROVENANCE)


def modes(host_us: float = 20.0) -> Modes:
    """Return three rounds of each way."""
    return Modes(
        {PUBLISHED: (80.0, 96.0, 74.0), DIRECT: (22.0, 21.8, 25.3), HOST: (host_us, host_us + 3, host_us)},
        {PUBLISHED: (577.0, 567.0, 605.0), DIRECT: (850.0, 1214.0, 805.0), HOST: (3010.0, 2939.0, 3425.0)},
        PROVENANCE,
    )
