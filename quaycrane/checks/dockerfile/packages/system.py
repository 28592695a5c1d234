"""The package managers of distributions: what they install, and what fills their caches."""

from dataclasses import dataclass

from quaycrane.checks.dockerfile.model import Instruction
from quaycrane.checks.dockerfile.packages.operands import operands
from quaycrane.checks.dockerfile.shell import Command


@dataclass(frozen=True)
class Manager:
    """A package manager.

    Attributes:
        family: Its kind: ``apt``, ``apk``, ``rpm`` or ``zypper``.
        installs: Its words for installing named packages.
        fills: Its other words that leave lists or packages in its cache.
        values: Its options that take the next word.
        asks: Whether it waits for an answer.
    """

    family: str
    installs: frozenset[str]
    fills: frozenset[str]
    values: frozenset[str]
    asks: bool = True


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_APT = Manager(
    "apt",
    _words("install reinstall"),
    _words("update upgrade dist-upgrade full-upgrade build-dep satisfy"),
    _words("-t --target-release --default-release -o --option -c --config-file -a --host-architecture -P"),
)
_RPM_INSTALLS = _words("install in localinstall reinstall rei")
_RPM_FILLS = _words(
    "update up upgrade upgrade-minimal update-minimal distro-sync dsync groupinstall group groups"
    " module builddep makecache swap downgrade check-update system-upgrade"
)
_RPM_VALUES = _words(
    "-c --config -d --debuglevel -e --errorlevel -x --exclude --excludepkgs --enablerepo"
    " --disablerepo --repo --repoid --installroot --releasever --setopt --forcearch --advisory"
    " --repofrompath --comment --cacheonly-dir"
)
_DNF = Manager("rpm", _RPM_INSTALLS, _RPM_FILLS, _RPM_VALUES)

MANAGERS = {
    "apt-get": _APT,
    "apt": _APT,
    "apt-fast": _APT,
    "aptitude": _APT,
    "apk": Manager(
        "apk",
        _words("add"),
        _words("update upgrade"),
        _words(
            "-t --virtual -X --repository -p --root --arch --keys-dir --repositories-file --wait"
            " --cache-dir --cache-max-age --progress-fd"
        ),
        asks=False,
    ),
    "yum": _DNF,
    "dnf": _DNF,
    "dnf5": _DNF,
    "dnf-3": _DNF,
    "tdnf": _DNF,
    "microdnf": Manager("rpm", _RPM_INSTALLS, _RPM_FILLS, _RPM_VALUES, asks=False),
    "zypper": Manager(
        "zypper",
        _words("install in"),
        _words("update up dist-upgrade dup patch refresh ref source-install si install-new-recommends inr"),
        _words(
            "-R --root -r --repo --from -p --plus-repo -t --type -c --config -D --reposd-dir -C --cache-dir"
        ),
    ),
}
"""The package managers by their programs."""


@dataclass(frozen=True)
class Install:
    """Packages that one command installs.

    Attributes:
        run: The RUN.
        command: The command.
        manager: The package manager.
        packages: The packages named, with their versions as written.
    """

    run: Instruction
    command: Command
    manager: str
    packages: tuple[str, ...]

    @property
    def asks(self) -> bool:
        """Whether the package manager waits for an answer unless it is told not to."""
        return MANAGERS[self.manager].asks


def system_install(run: Instruction, command: Command) -> Install | None:
    """Return what a command installs with the system's package manager, None for nothing."""
    manager = MANAGERS.get(command.program)
    verb, *packages = (manager and operands(command.words[1:], manager.values)) or ("",)
    if manager is None or verb not in manager.installs:
        return None
    return Install(run, command, command.program, tuple(packages))


def fills(command: Command) -> str:
    """Return the family of a package manager whose cache a command fills, empty for none."""
    manager = MANAGERS.get(command.program)
    verb, *_ = (manager and operands(command.words[1:], manager.values)) or ("",)
    return manager.family if manager and verb in manager.installs | manager.fills else ""
