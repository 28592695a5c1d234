"""What a text becomes once variables are filled in, at the places where Compose wants no text."""

import re
from collections.abc import Callable

from quaycrane.checks.compose.positions import Path

_WHOLE = re.compile(r"[+-]?[0-9]+")
_NUMBER = re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?")
_YES, _NO = ("true", "yes", "y", "on"), ("false", "no", "n", "off")


def boolean(text: str) -> bool:
    """Return what a word says.

    Raises:
        ValueError: It is none of true, false, yes, no, y, n, on and off.
    """
    if text.lower() not in _YES + _NO:
        raise ValueError(f"{text!r} is neither true nor false")
    return text.lower() in _YES


def whole(text: str) -> int:
    """Return a whole number.

    Raises:
        ValueError: The text is none.
    """
    if not _WHOLE.fullmatch(text) or abs(int(text)) >= 2**63:
        raise ValueError(f"{text!r} is no whole number")
    return int(text)


def number(text: str) -> float:
    """Return a number.

    Raises:
        ValueError: The text is none.
    """
    if not _NUMBER.fullmatch(text):
        raise ValueError(f"{text!r} is no number")
    return float(text)


_WHOLES = (
    "cpu_count cpu_period cpu_quota cpu_rt_period cpu_rt_runtime cpu_shares deploy.replicas"
    " deploy.update_config.parallelism deploy.rollback_config.parallelism deploy.restart_policy.max_attempts"
    " deploy.placement.max_replicas_per_node healthcheck.retries oom_score_adj pids_limit ports.*.target"
    " scale ulimits.* ulimits.*.hard ulimits.*.soft"
)
_RATIO = "max_failure_ratio"
_NUMBERS = f"cpu_percent cpus deploy.update_config.{_RATIO} deploy.rollback_config.{_RATIO}"
_SWITCHES = (
    "init healthcheck.disable oom_kill_disable privileged read_only stdin_open tty volumes.*.read_only"
    " volumes.*.volume.nocopy"
)
_SHARED = (
    "networks.*.external networks.*.internal networks.*.attachable networks.*.enable_ipv4"
    " networks.*.enable_ipv6 volumes.*.external secrets.*.external configs.*.external"
)
_CASTS: dict[str, Callable[[str], object]] = {
    **{f"services.*.{place}": whole for place in _WHOLES.split()},
    **{f"services.*.{place}": number for place in _NUMBERS.split()},
    **{f"services.*.{place}": boolean for place in _SWITCHES.split()},
    **dict.fromkeys(_SHARED.split(), boolean),
}
_CHOSEN = {"ulimits"}
_DEEPEST = 5


def cast(path: Path, text: str) -> object:
    """Return what a text means at a path: a number, a switch, or itself.

    Raises:
        ValueError: It is not what belongs there.
    """
    if not 3 <= len(path) <= _DEEPEST:  # noqa: PLR2004 - none lies less deep
        return text
    shape = ".".join(
        "*" if place == 1 or isinstance(part, int) or path[place - 1] in _CHOSEN else part
        for place, part in enumerate(path)
    )
    return _CASTS[shape](text) if shape in _CASTS else text
