"""Whether the services of a stack have bounds, as the engine has them, not as the file says."""

from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour import running_stack
from quaycrane.checks.compose.units import size_bytes
from quaycrane.checks.declared import checked
from quaycrane.checks.registry import Observation

_NANO = 1e9
_PERIOD_MICROSECONDS = 100_000


def _bounds(memory: str, processes: int = 0, cpus: float = 0, **_: object) -> dict[str, str]:
    more = [f"{processes} processes"] * bool(processes) + [f"{cpus:g} CPUs"] * bool(cpus)
    return {"bounds": ", ".join([f"{memory} of memory", *more])}


@checked(
    why="A service without bounds takes the machine from its neighbours",
    fix="Find what it needs with docker stats, and say so: mem_limit, pids_limit, cpus",
    needs=("stack-comes-up",),
    file=running_stack.FILE,
    words=_bounds,
)
def service_is_limited(
    answer: Answer, service: str, memory: str = "512m", processes: int = 0, cpus: float = 0
) -> Observation:
    """The service {service} runs within at most {bounds}.

    Args:
        answer: The answer.
        service: Which service.
        memory: The most that its limit may be.
        processes: The same for processes; 0 asks for no limit of them.
        cpus: The same for CPUs.
    """
    host = running_stack.known(answer, service)[service].inspected[0]["HostConfig"]
    period = host.get("CpuPeriod") or _PERIOD_MICROSECONDS
    share = (host.get("NanoCpus") or 0) / _NANO or max(host.get("CpuQuota") or 0, 0) / period
    found = {
        "memory": (host.get("Memory") or 0, int(size_bytes(memory))),
        "processes": (max(host.get("PidsLimit") or 0, 0), processes),
        "CPUs": (share, cpus),
    }
    asked = {name: pair for name, pair in found.items() if pair[1]}
    observed = ", ".join(_told(name, limit) for name, (limit, _) in asked.items())
    return Observation(passed=all(0 < limit <= most for limit, most in asked.values()), observed=observed)


def _told(name: str, limit: float) -> str:
    if not limit:
        return f"no limit of {name}"
    return f"at most {limit / (1 << 20):g} MiB of memory" if name == "memory" else f"at most {limit:g} {name}"
