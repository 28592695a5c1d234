"""Find, start and drive a Docker Engine; the only place that talks to one."""

from quaycrane.engine.archive import source_entry
from quaycrane.engine.bake import Bake
from quaycrane.engine.build import Build
from quaycrane.engine.command import docker_command
from quaycrane.engine.command_line import CommandLine, read_command_line
from quaycrane.engine.compose import compose_command, compose_config
from quaycrane.engine.condition import Use, changed_files, send_signal, stop_signal, use, was_out_of_memory
from quaycrane.engine.connection import WAYS_OUT, Engine, Kind, connect, names_daemon
from quaycrane.engine.containers import Running, published_host, published_locally
from quaycrane.engine.daemon import Daemon
from quaycrane.engine.facts import EngineFacts
from quaycrane.engine.failures import explained
from quaycrane.engine.images import image_details, image_names, layer_digests, saved
from quaycrane.engine.install import install, install_packages, installable
from quaycrane.engine.labels import RUN_LABEL, run_name, sweep
from quaycrane.engine.layers import HistoryEntry, Layer
from quaycrane.engine.memory import containers_memory_bytes
from quaycrane.engine.observe import OBSERVER_IMAGE, Observer, Process, observing
from quaycrane.engine.oneshot import Finished, file_stamp, read_file, run_once
from quaycrane.engine.owned import Fixed
from quaycrane.engine.pieces import as_file, unpacked
from quaycrane.engine.reach import Address, Ending, addresses, attempts
from quaycrane.engine.record import BuildStep
from quaycrane.engine.registry import ask_registry, pull, registry_failure, registry_host
from quaycrane.engine.sdk_errors import SDK_ERRORS, in_sdk, sdk_error
from quaycrane.engine.sight import in_sight
from quaycrane.engine.slot import Slot, SlotLimits
from quaycrane.engine.slot_kit import SlotKit, slot_kit
from quaycrane.engine.stacks import Stack, stack
from quaycrane.engine.temporary import sweep_folders, temporary_folder
from quaycrane.engine.transfer import load, push, saving
from quaycrane.engine.volumes import volume
from quaycrane.engine.waiting import wait_until

__all__ = [
    "OBSERVER_IMAGE",
    "RUN_LABEL",
    "SDK_ERRORS",
    "WAYS_OUT",
    "Address",
    "Bake",
    "Build",
    "BuildStep",
    "CommandLine",
    "Daemon",
    "Ending",
    "Engine",
    "EngineFacts",
    "Finished",
    "Fixed",
    "HistoryEntry",
    "Kind",
    "Layer",
    "Observer",
    "Process",
    "Running",
    "Slot",
    "SlotKit",
    "SlotLimits",
    "Stack",
    "Use",
    "addresses",
    "as_file",
    "ask_registry",
    "attempts",
    "changed_files",
    "compose_command",
    "compose_config",
    "connect",
    "containers_memory_bytes",
    "docker_command",
    "explained",
    "file_stamp",
    "image_details",
    "image_names",
    "in_sdk",
    "in_sight",
    "install",
    "install_packages",
    "installable",
    "layer_digests",
    "load",
    "names_daemon",
    "observing",
    "published_host",
    "published_locally",
    "pull",
    "push",
    "read_command_line",
    "read_file",
    "registry_failure",
    "registry_host",
    "run_name",
    "run_once",
    "saved",
    "saving",
    "sdk_error",
    "send_signal",
    "slot_kit",
    "source_entry",
    "stack",
    "stop_signal",
    "sweep",
    "sweep_folders",
    "temporary_folder",
    "unpacked",
    "use",
    "volume",
    "wait_until",
    "was_out_of_memory",
]
