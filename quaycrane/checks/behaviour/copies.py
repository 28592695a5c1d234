"""Whether a stack can be brought up again, beside itself, and larger."""

from collections.abc import Mapping

from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import copied, engine
from quaycrane.checks.behaviour import running_stack
from quaycrane.checks.behaviour.meaning import model_of
from quaycrane.checks.behaviour.reaching import settle
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation
from quaycrane.engine import Fixed, Running, Stack, observing, stack
from quaycrane.errors import QuaycraneError


@checked(
    why="Whoever adds one service does not want the others interrupted",
    fix="Let the file say the same each time: no build without a cache, no value that changes by itself",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
)
def second_up_changes_nothing(answer: Answer) -> Observation:
    """A second `up` of the same file re-creates no container."""
    with running_stack.project(answer) as made:
        made.up(running_stack.UP_SECONDS)
        before = _identities(made)
        made.up(running_stack.UP_SECONDS)
        after = _identities(made)
    renewed = [name for name, found in before.items() if after.get(name) != found]
    told = f"Re-created: {', '.join(renewed)}" if renewed else "Each service has the container that it had"
    return Observation(passed=not renewed, observed=told)


@checked(
    why="A second copy serves to try something, or a second branch; what is fixed can be there once",
    fix="Leave container_name and the names of networks and volumes to Compose, and take a host port from a "
    "variable: ${{PORT:-8080}}:80",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
)
def stack_stands_beside_a_copy(answer: Answer, variables: Mapping[str, str] | None = None) -> Observation:
    """A second copy of the project comes up beside the first, and shares nothing with it.

    Args:
        answer: The answer.
        variables: What the second copy's file sees beside `.env`, such as another host port.
    """
    fixed = Fixed()
    with copied(answer) as folder:
        first = model_of(answer, folder)
        second = model_of(answer, folder, variables)
        with stack(engine(), first, fixed=fixed) as one, stack(engine(), second, fixed=fixed) as other:
            one.up(running_stack.UP_SECONDS)
            before = _identities(one)
            try:
                other.up(running_stack.UP_SECONDS)
            except QuaycraneError as error:
                return Observation(passed=False, observed=f"The second copy: {error.what}. {error.why}")
            shared = sorted(stores(one, fixed) & stores(other, fixed))
            stays = _identities(one) == before
    if shared or not stays:
        told = f"Both copies are on {', '.join(shared)}" if shared else "The first copy was interrupted"
        return Observation(passed=False, observed=told)
    return Observation(passed=True, observed="Both copies are up, apart from each other")


@checked(
    why="What has one name and one host port can be there once",
    fix="Leave container_name out, and publish no fixed host port of a service that is scaled",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
)
def service_scales(answer: Answer, service: str, copies: int = 2) -> Observation:
    """The service {service} runs {copies} times at once, and each listens as the others do."""
    running_stack.there(answer, service)
    with running_stack.project(answer, fixed=Fixed()) as made:
        made.up(running_stack.UP_SECONDS, scale={service: copies})
        up = made.containers(service)
        ports = [_listening(one) for one in up]
    told = "; ".join(", ".join(map(str, sorted(each))) or "no port" for each in ports)
    alike = len(up) == copies and len(set(ports)) == 1
    return Observation(passed=alike, observed=f"{len(up)} of {copies} run, and listen on {told or 'nothing'}")


def _listening(running: Running) -> frozenset[int]:
    with observing(engine(), str(running.container.id)) as observer:
        settle(observer)
        return observer.listening()


def _identities(made: Stack) -> dict[str, tuple[str, ...]]:
    """Return the ids of each service's containers."""
    return {
        name: tuple(str(one.container.id) for one in made.containers(name, ended=True))
        for name in made.services
    }


def stores(made: Stack, fixed: Fixed) -> set[str]:
    """Return the networks and volumes that a stack's containers are on, as the file calls them."""
    found: set[str] = set()
    for name in made.services:
        for one in made.containers(name, ended=True):
            attributes = one.container.attrs
            networks = set(attributes["NetworkSettings"]["Networks"]) - {"none"}
            mounts = [mount for mount in attributes.get("Mounts") or () if mount.get("Type") == "volume"]
            found |= {f"the network {fixed.given(each)}" for each in networks}
            found |= {f"the volume {fixed.given(mount['Name'])}" for mount in mounts}
    return found
