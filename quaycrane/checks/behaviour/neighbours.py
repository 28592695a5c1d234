"""Who reaches whom in a stack, and what of it is open to the outside."""

from collections.abc import Sequence
from itertools import combinations

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import engine
from quaycrane.checks.behaviour.running_stack import FILE, Seen, known, seen
from quaycrane.checks.compose.services import is_loopback
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.errors import InputError, UncheckedError

_NEEDS = ("stack-comes-up",)
_MOST_TOLD = 6


@checked(
    why="A service is found by its name on a network that both are on",
    fix="Put both on one network, and call it by its service name and the port it listens on",
    needs=_NEEDS,
    file=FILE,
)
def service_reaches(answer: Answer, source: str, target: str, port: int) -> Observation:
    """The service {source} reaches port {port} of {target} by its name."""
    services = known(answer, source, target)
    tried = [one for one in services[source].attempts if (one.target, one.port) == (target, port)]
    reached = [one.comes_about for one in tried if one.by_name]
    told = _tried(services, source, target)
    return Observation(passed=bool(reached) and all(reached), observed=told)


@checked(
    why="What cannot be reached cannot be attacked from there",
    fix="Put the two on different networks, and let only what has to be between them be on both",
    needs=_NEEDS,
    file=FILE,
)
def service_does_not_reach(answer: Answer, source: str, target: str) -> Observation:
    """The service {source} reaches nothing of {target}, which listens: neither by name nor by address."""
    services = known(answer, source, target)
    if not services[target].ports:
        return Observation(passed=False, observed=f"{target} listens on no port: nobody reaches it")
    apart = all(name != target for name, _ in services[source].reaches)
    return Observation(passed=apart, observed=_tried(services, source, target))


@checked(
    why="Each way between two services is one more way for whoever breaks into the first",
    fix="Make a network for each pair that must talk, and name for each service the networks it is on",
    needs=_NEEDS,
    file=FILE,
)
def only_pairs_talk(answer: Answer, pairs: Sequence[str]) -> Observation:
    """Of the services only these reach each other: {pairs}.

    Args:
        answer: The answer.
        pairs: Two names each, with a hyphen between: ``api-db``. One of the two reaches the other.
    """
    services = seen(answer)
    found = {pair: _talk(services, *pair) for pair in combinations(sorted(services), 2)}
    wanted = {tuple(sorted(pair.split("-", 1))) for pair in pairs}
    if unknown := {name for pair in wanted for name in pair} - services.keys():
        raise InputError(f"There is no service {min(unknown)}", why=f"The services are {', '.join(services)}")
    wrong = [
        f"{one} and {other} {'reach' if talk else 'do not reach'} each other"
        for (one, other), talk in found.items()
        if talk != ((one, other) in wanted)
    ]
    right = ", ".join("-".join(pair) for pair, talk in found.items() if talk) or "nobody"
    return Observation(passed=not wrong, observed="; ".join(wrong[:_MOST_TOLD]) or f"Who talks: {right}")


@checked(
    why="A published port is open to whoever reaches the machine: Docker opens it past the firewall's rules",
    fix='Publish as little as you can, at an address that you name: "127.0.0.1:8080:80"',
    needs=_NEEDS,
    file=FILE,
)
def only_published(answer: Answer, service: str, port: int, address: str = "127.0.0.1") -> Observation:
    """Only port {port} of {service} is published, at {address}.

    Args:
        answer: The answer.
        service: The service.
        port: The container's port.
        address: Where, of the engine's machine; at loopback only the machine itself reaches it.
    """
    services = known(answer, service)
    if not engine().publishes_locally:
        raise UncheckedError("The engine is on another machine, where a check publishes at every address")
    found = [(name, one) for name, its in services.items() for one in its.published]
    told = ", ".join(sorted({f"{name} {one}" for name, one in found})) or "Nothing is published"
    there = {(name, one.port) for name, one in found} == {(service, port)}
    kept = all(is_loopback(one.address) == is_loopback(address) for _, one in found)
    return Observation(passed=there and kept, observed=told)


def _talk(services: dict[str, Seen], one: str, other: str) -> bool:
    ends = {(one, other), (other, one)}
    return any((source, target) in ends for source in (one, other) for target, _ in services[source].reaches)


def _tried(services: dict[str, Seen], source: str, target: str) -> str:
    told = dict.fromkeys(str(one) for one in services[source].attempts if one.target == target)
    listened = ", ".join(map(str, sorted(services[target].ports))) or "no port"
    return f"{target} listens on {listened}. From {source}, {', '.join(told) or 'nothing to try'}"
