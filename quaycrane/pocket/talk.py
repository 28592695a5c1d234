"""Asks the guest's engine whether it answers, with nothing but what Python brings."""

import http.client
import ssl
from pathlib import Path
from urllib.parse import urlsplit

_PATIENCE_SECONDS = 5


def answers(url: str, keys: Path) -> bool:
    """Return whether an engine answers.

    Args:
        url: Its address.
        keys: The folder of the client's keys.
    """
    try:
        trust = ssl.create_default_context(cafile=str(keys / "ca.pem"))
        trust.load_cert_chain(keys / "cert.pem", keys / "key.pem")
        place = urlsplit(url)
        talk = http.client.HTTPSConnection(
            place.hostname or "", place.port, context=trust, timeout=_PATIENCE_SECONDS
        )
        talk.request("GET", "/_ping")
        found = talk.getresponse().status == http.HTTPStatus.OK
        talk.close()
    except (OSError, http.client.HTTPException):
        return False
    return found
