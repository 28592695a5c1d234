"""Keeps `prune` to what this notebook made."""

from quaycrane.engine import RUN_LABEL, run_name


def ours() -> str:
    """Return the filter that names what this run made: `docker image prune --filter {ours}`."""
    return f"label={RUN_LABEL}={run_name()}"
