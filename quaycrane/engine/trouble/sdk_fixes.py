"""What to do about each thing that an engine says no to."""

import re

_HERE = "Mind the spelling and the tag; `client.images.list()` shows what is here"
_FIXES = (
    (r"No such image|pull access denied|manifest unknown", _HERE),
    (r"failed to resolve|dial tcp|registry", f"The image is not here, and no registry gave it. {_HERE}"),
    (
        r"container name .* is already in use",
        'Remove it, client.containers.get("NAME").remove(force=True), or call yours engine.fresh("NAME")',
    ),
    (r"network with name .* already exists", 'Take a name of this notebook\'s own: engine.fresh("NAME")'),
    (
        r"port is already allocated|address already in use",
        '%docker ps shows who has it; ports={"80/tcp": None} takes a free one. Remove what was just made',
    ),
    (r"No such container", "It is gone, or has another name: client.containers.list(all=True)"),
    (r"container is running|is paused", "Stop it first: .stop(), or .remove(force=True)"),
    (r"is not running", "It has ended: .logs() says why, .start() starts it again"),
    (r"unable to (?:delete|remove)", "Remove the container that holds it first"),
    (r"volume is in use|active endpoints", "Remove the containers that use it first"),
    (
        r"executable file not found|exec: .*: no such file|exec: .*permission denied",
        'Name a command that the image has. No shell splits or expands it: ["sh", "-c", "..."] runs one',
    ),
    (r"invalid reference format", "Write it as name:tag, in small letters and without blanks"),
    (r"invalid characters for a local volume name|mount path must be absolute", "Paths begin with a slash"),
    (r"invalid tag", "Letters, digits, '.', '_' and '-' make a tag"),
    (r"no space left on device", "Make room: %docker system df shows what holds it"),
)


def fix_for(sentence: str) -> str:
    """Return what to do, empty where we know nothing.

    Args:
        sentence: The engine's sentence.
    """
    return next((fix for sign, fix in _FIXES if re.search(sign, sentence)), "")
