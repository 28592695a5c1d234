"""Says in plain words why an engine does not answer, and what would mend it."""

import re
from pathlib import Path

from quaycrane.engine.trouble.permission import no_permission
from quaycrane.errors import QuaycraneError

_SIGNS = (
    ("Connection refused", "Connection refused: nothing listens there"),
    ("No such file", "No such file: no engine has its socket there"),
    ("timed out", "it took the connection or the packets, and did not answer in time (timed out)"),
    ("No route to host", "no route to its host"),
    ("Network is unreachable", "no network leads there"),
    ("not known", "its name is not known"),
    ("name resolution", "its name cannot be looked up just now"),
    (
        "bad certificate",
        "it does not take the certificate that we show: the cert.pem in DOCKER_CERT_PATH is not for it",
    ),
    (
        "unknown ca",
        "it does not take the certificate that we show: the cert.pem in DOCKER_CERT_PATH is not for it",
    ),
    (
        "certificate and key files must be provided",
        "the folder in DOCKER_CERT_PATH does not hold ca.pem, cert.pem and key.pem",
    ),
    (
        "certificate required",
        "it asks for a certificate of yours: DOCKER_CERT_PATH names the folder of cert.pem and key.pem",
    ),
    (
        "HTTP request to an HTTPS server",
        "it speaks TLS: export DOCKER_TLS_VERIFY=1, and DOCKER_CERT_PATH to the folder of its ca.pem",
    ),
    (
        "WRONG_VERSION_NUMBER",
        "it speaks no TLS, and we were told to: unset DOCKER_TLS_VERIFY, or name its other port",
    ),
    (
        "record layer failure",
        "it speaks no TLS, and we were told to: unset DOCKER_TLS_VERIFY, or name its other port",
    ),
)


def reason(error: Exception, url: str = "") -> str:
    """Return why an engine does not answer, and where it can be said, how to mend it.

    Args:
        error: What the SDK raised.
        url: Where it was asked.
    """
    if isinstance(error, QuaycraneError):  # it says so itself
        return error.what
    text = str(error)
    if "Permission denied" in text and url.startswith("unix://"):
        return no_permission(Path(url.removeprefix("unix://")))
    if doubt := re.search(r"certificate verify failed:\s*([^()]+?)\s*(?:\(_ssl|[)\"']|$)", text):
        return (
            f"its certificate is not to be trusted ({doubt[1].rstrip('.')}): "
            "DOCKER_CERT_PATH must name the folder of the ca.pem that signed it, and the address a name in it"
        )
    return next((words for sign, words in _SIGNS if sign in text), text[:160])
