"""Find, start and drive a Docker Engine; the only place that talks to one."""

from quaycrane.engine.archive import source_entry
from quaycrane.engine.build import Build
from quaycrane.engine.command import docker_command
from quaycrane.engine.compose import compose_command, compose_config
from quaycrane.engine.connection import WAYS_OUT, Engine, Kind, connect
from quaycrane.engine.containers import Running
from quaycrane.engine.daemon import Daemon
from quaycrane.engine.failures import explained
from quaycrane.engine.install import install, install_packages, installable
from quaycrane.engine.labels import RUN_LABEL, run_name, sweep
from quaycrane.engine.layers import HistoryEntry, Layer
from quaycrane.engine.record import BuildStep
from quaycrane.engine.waiting import wait_until

__all__ = [
    "RUN_LABEL",
    "WAYS_OUT",
    "Build",
    "BuildStep",
    "Daemon",
    "Engine",
    "HistoryEntry",
    "Kind",
    "Layer",
    "Running",
    "compose_command",
    "compose_config",
    "connect",
    "docker_command",
    "explained",
    "install",
    "install_packages",
    "installable",
    "run_name",
    "source_entry",
    "sweep",
    "wait_until",
]
