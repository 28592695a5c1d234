"""Find, start and drive a Docker Engine; the only place that talks to one."""

from quaycrane.engine.build.bake import Bake
from quaycrane.engine.build.build import Build
from quaycrane.engine.build.onlooker import SeenStep, StepState
from quaycrane.engine.build.record import BuildStep
from quaycrane.engine.compose.config import compose_command, compose_config
from quaycrane.engine.compose.members import FailedContainer, container_services, failed_containers
from quaycrane.engine.compose.owned import Fixed
from quaycrane.engine.compose.stack import Stack, stack
from quaycrane.engine.connection.command import docker_command
from quaycrane.engine.connection.connection import WAYS_OUT, Kind
from quaycrane.engine.connection.daemon import Daemon
from quaycrane.engine.connection.facts import EngineFacts
from quaycrane.engine.connection.waiting import patient, repeated, wait_until
from quaycrane.engine.containers.condition import (
    Use,
    changed_files,
    send_signal,
    stop_signal,
    use,
    was_out_of_memory,
)
from quaycrane.engine.containers.memory import containers_memory_bytes
from quaycrane.engine.containers.observe import OBSERVER_IMAGE, Observer, Process, observing
from quaycrane.engine.containers.oneshot import CommandEnd, read_file, run_once
from quaycrane.engine.containers.reach import Address, ConnectionEnd, addresses, attempts
from quaycrane.engine.containers.running import Running
from quaycrane.engine.containers.sight import in_sight
from quaycrane.engine.containers.volumes import volume
from quaycrane.engine.debian.archive import source_entry
from quaycrane.engine.debian.install import install, install_packages, installable
from quaycrane.engine.engine import Engine
from quaycrane.engine.images.images import image_details, image_names, layer_digests, saved
from quaycrane.engine.images.layers import Layer
from quaycrane.engine.images.pieces import as_file, unpacked
from quaycrane.engine.images.registry import ask_registry, pull, registry_host
from quaycrane.engine.images.transfer import load, push, saving
from quaycrane.engine.ladder import connect, connect_pocket, names_daemon
from quaycrane.engine.ours.labels import RUN_LABEL, run_name
from quaycrane.engine.ours.temporary import sweep_folders, temporary_folder
from quaycrane.engine.slot.kit import SlotKit, slot_kit
from quaycrane.engine.slot.slot import Slot, SlotLimits
from quaycrane.engine.terminal.command_line import CommandLine, read_command_line
from quaycrane.engine.trouble.failures import explained
from quaycrane.engine.trouble.sdk_errors import SDK_ERRORS, in_sdk, sdk_error

__all__ = [
    "OBSERVER_IMAGE",
    "RUN_LABEL",
    "SDK_ERRORS",
    "WAYS_OUT",
    "Address",
    "Bake",
    "Build",
    "BuildStep",
    "CommandEnd",
    "CommandLine",
    "ConnectionEnd",
    "Daemon",
    "Engine",
    "EngineFacts",
    "FailedContainer",
    "Fixed",
    "Kind",
    "Layer",
    "Observer",
    "Process",
    "Running",
    "SeenStep",
    "Slot",
    "SlotKit",
    "SlotLimits",
    "Stack",
    "StepState",
    "Use",
    "addresses",
    "as_file",
    "ask_registry",
    "attempts",
    "changed_files",
    "compose_command",
    "compose_config",
    "connect",
    "connect_pocket",
    "container_services",
    "containers_memory_bytes",
    "docker_command",
    "explained",
    "failed_containers",
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
    "patient",
    "pull",
    "push",
    "read_command_line",
    "read_file",
    "registry_host",
    "repeated",
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
    "sweep_folders",
    "temporary_folder",
    "unpacked",
    "use",
    "volume",
    "wait_until",
    "was_out_of_memory",
]
