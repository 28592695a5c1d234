"""Reads a `docker` command line: its sub-command and options; and adds our label where one is taken."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path


def _words(*texts: str) -> frozenset[str]:
    return frozenset(" ".join(texts).split())


_GROUPS = _words(
    "builder buildx checkpoint compose config container context image manifest network node plugin scout",
    "secret service stack swarm system trust volume",
)
_GLOBAL_WITH_VALUE = _words("-H --host -c --context --config -l --log-level --tlscacert --tlscert --tlskey")
_COMPOSE_WITH_VALUE = _words(
    "-f --file -p --project-name --profile --env-file --ansi --progress --parallel --project-directory"
)
_SWITCHES = _words(
    "--detach --interactive --tty --publish-all --rm --init --privileged --read-only --no-healthcheck",
    "--quiet --oom-kill-disable --disable-content-trust --sig-proxy --help --use-api-socket",
    "--no-trunc --no-stream --all --force --follow --timestamps --details",
)
_SHORT_SWITCHES_OF_RUN, _SHORT_SWITCHES = frozenset("ditPq"), frozenset("ditPqaf")
_LABELLED = frozenset(
    {
        "build", "buildx b", "buildx build", "builder build", "container create", "container run", "create",
        "image build", "network create", "run", "volume create",
    }
)  # fmt: skip
_CHANGED = frozenset({"commit", "import", "container commit", "image import"})


@dataclass(frozen=True)
class CommandLine:
    """A command line of `docker`, without the word itself.

    Attributes:
        before: Options before the sub-command, which say which engine and how.
        verb: The sub-command, as ``run``, ``volume create`` or ``compose up``; empty when there is none.
        between: For Compose, the options before its own sub-command.
        rest: What stands behind the sub-command.
    """

    before: tuple[str, ...]
    verb: str
    rest: tuple[str, ...]
    between: tuple[str, ...] = field(default=())

    @property
    def options(self) -> tuple[tuple[str, str], ...]:
        """The options of the sub-command up to its first other word, each with its value, if it has one."""
        short = _SHORT_SWITCHES_OF_RUN if self.makes_container else _SHORT_SWITCHES
        return tuple(_options(self.rest, _SWITCHES, short))

    @property
    def makes_container(self) -> bool:
        """Whether it makes a container."""
        return self.verb in {"run", "create", "container run", "container create"}

    def has(self, *names: str) -> bool:
        """Return whether one of these options is given."""
        return any(name in names and value not in {"false", "0"} for name, value in self.options)

    def arguments(self, labels: Mapping[str, str]) -> list[str]:
        """Return it as a list, with `labels` added where the sub-command takes some."""
        words, rest = self.verb.split(), list(self.rest)
        added: list[str] = []
        if self.verb in _LABELLED:
            added = [f"--label={key}={value}" for key, value in labels.items()]
        elif self.verb in _CHANGED:
            added = [f'--change=LABEL "{key}"="{value}"' for key, value in labels.items()]
        return [*self.before, *words[:1], *self.between, *words[1:], *added, *rest]

    @property
    def volumes(self) -> tuple[str, ...]:
        """The sources of the mounts that a container of it asks for, as they are written."""
        binds = [
            value.partition(":")[0]
            for name, value in self.options
            if name in {"-v", "--volume"} and ":" in value
        ]
        mounts = [dict(re.findall(r"([^,=]+)=([^,]*)", v)) for n, v in self.options if n == "--mount"]
        named = [
            mount.get("source") or mount.get("src") or "" for mount in mounts if mount.get("type") != "bind"
        ]
        return tuple(one for one in dict.fromkeys([*binds, *named]) if one)

    @property
    def folder(self) -> Path:
        """The folder of a Compose project, relative to where the command runs."""
        given = dict(reversed([*_options(self.between, frozenset(), frozenset())]))
        file = given.get("--file") or given.get("-f") or ""
        return Path(given.get("--project-directory") or (Path(file).parent if file not in {"", "-"} else "."))


def read_command_line(arguments: Sequence[str]) -> CommandLine:
    """Take a command line apart.

    Args:
        arguments: Its words, without `docker`.
    """
    before, words = _split(arguments, _GLOBAL_WITH_VALUE)
    if not words or words[0] not in _GROUPS:
        return CommandLine(before, " ".join(words[:1]), words[1:])
    between, rest = _split(words[1:], _COMPOSE_WITH_VALUE) if words[0] == "compose" else ((), words[1:])
    if not rest or rest[0].startswith("-"):
        return CommandLine(before, words[0], rest, between)
    return CommandLine(before, f"{words[0]} {rest[0]}", rest[1:], between)


def _split(words: Sequence[str], with_value: frozenset[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Part the options at the beginning from the rest."""
    at = 0
    while at < len(words) and words[at].startswith("-"):
        at += 2 if words[at] in with_value else 1
    return tuple(words[:at]), tuple(words[at:])


def _options(
    words: Sequence[str], switches: frozenset[str], short_switches: frozenset[str]
) -> Iterator[tuple[str, str]]:
    """Yield options with their values, until a word that is none."""
    rest = iter(words)
    for word in rest:
        if word == "--" or not word.startswith("-") or word == "-":
            return
        name, given, value = word.partition("=")
        if word.startswith("--"):
            yield name, value if given or name in switches else next(rest, "")
            continue
        for at, letter in enumerate(word[1:], 1):
            if letter not in short_switches:
                yield f"-{letter}", word[at + 1 :].removeprefix("=") or next(rest, "")
                break
            yield f"-{letter}", ""
