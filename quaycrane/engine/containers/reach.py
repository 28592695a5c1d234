"""Tries TCP connections from inside a container, side by side, and tells how each ended."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from quaycrane.engine.connection.waiting import patient

if TYPE_CHECKING:
    from quaycrane.engine.containers.running import Running

SILENCE_SECONDS = 2
"""How long nothing must come back before that is called silence."""

_TALK_SECONDS = 2
_AT_ONCE = 32
_KILLED = "137"

# A proxy takes a connection before it knows whether it can pass it on, so a word is said and one waited for.
# What the first `timeout` ends was still looking for the name: the search for a route has a limit of its own.
_SCRIPT = """\
exec 2>/dev/null; cd "$(mktemp -d)"; silence=$1 talk=$2; shift 2
try() {
  timeout -s KILL $((silence + 1)) nc -w $silence "$1" "$2" -e true 2>$3.err >$3.nc; echo $? >$3.open
  if [ "$(cat $3.open)" = 0 ]; then
    { printf 'GET / HTTP/1.0\\r\\n\\r\\n' | timeout -s KILL $talk nc "$1" "$2"
      echo $? >$3.talk; } | head -c 1 | wc -c >$3.said
  fi
}
place=0
while [ $# -gt 1 ]; do try "$1" "$2" $place & place=$((place + 1)); shift 2; done
wait
for one in $(seq 0 $((place - 1))); do
  echo "$(cat $one.open) $(cat $one.talk || echo -) $(cat $one.said || echo 0) $(head -c 200 $one.err)"
done
rm -rf "$PWD"
"""


class ConnectionEnd(StrEnum):
    """How an attempt to connect ended."""

    REACHED = "reached"
    NO_NAME = "no such name"
    REFUSED = "refused"
    RESET = "reset"
    SILENCE = "silence"
    NO_ROUTE = "no route"


_SAID = {
    "bad address": ConnectionEnd.NO_NAME,
    "refused": ConnectionEnd.REFUSED,
    "unreachable": ConnectionEnd.NO_ROUTE,
    "No route": ConnectionEnd.NO_ROUTE,
    "timed out": ConnectionEnd.SILENCE,
    "reset": ConnectionEnd.RESET,
}


@dataclass(frozen=True)
class Address:
    """Where a connection goes.

    Attributes:
        host: A name, or an IP address.
        port: A TCP port.
    """

    host: str
    port: int


def attempts(inside: "Running", targets: Sequence[Address]) -> tuple[ConnectionEnd, ...]:
    """Connect from a container to each of several addresses, and say a word to what takes the connection.

    ``reset`` is a connection that was taken and then dropped without an answer.

    Args:
        inside: A container with busybox's tools, or the observer beside another one.
        targets: The addresses.

    Returns:
        How each attempt ended, in the order of `targets`.

    Raises:
        QuaycraneError: The container has stopped, or has no such tools.
    """
    some = (targets[first : first + _AT_ONCE] for first in range(0, len(targets), _AT_ONCE))
    return tuple(ending for part in some for ending in _at_once(inside, part))


def addresses(attributes: dict[str, Any]) -> tuple[str, ...]:
    """Return the IP addresses of a container, one or two for each of its networks.

    Args:
        attributes: What the engine tells of it: the SDK's ``container.attrs``.
    """
    networks = attributes["NetworkSettings"]["Networks"].values()
    known = (network.get(kind) for network in networks for kind in ("IPAddress", "GlobalIPv6Address"))
    return tuple(address for address in known if address)


def _at_once(inside: "Running", targets: Sequence[Address]) -> Iterator[ConnectionEnd]:
    arguments = [part for target in targets for part in (target.host, str(target.port))]
    limits = (f"{patient(seconds):.0f}" for seconds in (SILENCE_SECONDS, _TALK_SECONDS))
    printed = inside.run("sh", "-c", _SCRIPT, "sh", *limits, *arguments)
    for line in printed.splitlines():
        opened, talked, said, complaint = [*line.split(maxsplit=3), ""][:4]
        if opened == "0":
            held = int(said) or talked == _KILLED  # killed: it was taken, and held without a word
            yield ConnectionEnd.REACHED if held else ConnectionEnd.RESET
        else:
            unknown = ConnectionEnd.NO_NAME if opened == _KILLED else ConnectionEnd.RESET
            yield next((ending for words, ending in _SAID.items() if words in complaint), unknown)
