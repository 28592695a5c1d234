"""Gives names that are this run's own: no other notebook's, and none of what the learner has already."""

import hashlib
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from docker import errors

from quaycrane.engine.ours.labels import RUN_LABEL, remove, run_name
from quaycrane.engine.trouble.failures import explained
from quaycrane.errors import InputError

if TYPE_CHECKING:
    from docker import DockerClient

_CODE_LENGTH = 4
_NAME = re.compile(r"[a-z0-9][a-z0-9_.-]*")


def own_name(word: str) -> str:
    """Return a name for a container, volume, network or image: ``web`` gives ``web-3f9a``.

    It is the same each time while this process lives.

    Raises:
        InputError: No such thing can have a name like that.
    """
    if not _NAME.fullmatch(word):
        raise InputError(
            f"{word!r} cannot name a thing on an engine", fix="Take small letters, digits and -, as in web-1"
        )
    return f"{word}-{hashlib.sha256(run_name().encode()).hexdigest()[:_CODE_LENGTH]}"


def fresh_name(client: "DockerClient", word: str) -> str:
    """Return the same name, after removing what this run made under it: so a cell can run twice.

    Raises:
        InputError: No such thing can have a name like that.
        NoEngineError: The engine stopped answering.
    """
    name = own_name(word)
    with explained():
        for kind in (client.containers, client.networks, client.volumes):
            with suppress(errors.NotFound):
                thing = kind.get(name)
                marks = thing.attrs.get("Labels") or (thing.attrs.get("Config") or {}).get("Labels") or {}
                if marks.get(RUN_LABEL) == run_name():
                    remove(client, thing)
    return name
