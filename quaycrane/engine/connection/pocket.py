"""Leads to the pocket engine: an engine in an emulated machine, which asks for its user's keys."""

import os

from docker.tls import TLSConfig

from quaycrane.engine.connection.candidates import Candidate
from quaycrane.pocket import Pocket


def pocket_candidate(pocket: Pocket) -> Candidate:
    """Return the way to a pocket engine that was started."""
    keys = pocket.place.keys
    tls = TLSConfig(
        client_cert=(str(keys / "cert.pem"), str(keys / "key.pem")), ca_cert=str(keys / "ca.pem"), verify=True
    )
    path = os.environ.get("PATH", "")
    client = str(pocket.place.command.parent)
    environment = pocket.environment()
    if client not in path.split(os.pathsep):  # behind the machine's own docker, where it has one
        environment["PATH"] = os.pathsep.join(filter(None, (path, client)))
    return Candidate("the pocket engine", pocket.url(), environment, tls=tls)
