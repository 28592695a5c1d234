"""Lays one Compose content over another, as override files and `extends` do."""

from collections.abc import Callable
from typing import Any

Content = dict[str, Any]
_REPLACED = {"command", "entrypoint", "test", "ulimits"}


def _port_key(port: Any) -> object:  # noqa: ANN401 - any YAML
    return tuple(str(port.get(part)) for part in ("host_ip", "published", "target", "protocol"))


_KEYS: dict[str, Callable[[Any], object]] = {
    "ports": _port_key,
    "volumes": lambda mount: mount.get("target"),
    "devices": lambda device: device.get("target"),
    "secrets": lambda secret: secret.get("target") or secret.get("source"),
    "configs": lambda config: config.get("target") or config.get("source"),
    "env_file": lambda file: file.get("path"),
}


def merged(below: Any, above: Any, key: str = "") -> Any:  # noqa: ANN401 - any YAML
    """Return `below` with `above` laid over it.

    Args:
        below: Content in canonical form.
        above: The same, which wins.
        key: The key that both stand at.
    """
    if key in _REPLACED or below is None:
        return above
    if above is None:
        return None if not isinstance(below, dict | list) else below
    if isinstance(below, dict) and isinstance(above, dict):
        if key == "logging" and _driver(below) != _driver(above) and "driver" in above:
            return above
        return {
            **below,
            **{
                name: merged(below[name], item, name) if name in below else item
                for name, item in above.items()
            },
        }
    if isinstance(below, list) and isinstance(above, list):
        return _joined(below, above, key)
    return above


def _driver(logging: Content) -> object:
    return logging.get("driver")


def _joined(below: list[Any], above: list[Any], key: str) -> list[Any]:
    """Return both lists in order, where an entry of `above` takes the place of its like."""
    identity = _KEYS.get(key)
    if identity is None or not all(isinstance(item, dict) for item in (*below, *above)):
        return [*below, *(item for item in above if item not in below)]
    places = {identity(item): item for item in below}
    return list((places | {identity(item): item for item in above}).values())


def without(content: Any, path: tuple[str | int, ...]) -> None:  # noqa: ANN401 - any YAML
    """Take what stands at a path out of content; nothing happens where nothing stands."""
    for part in path[:-1]:
        if isinstance(content, dict):
            content = content.get(str(part))
        elif isinstance(content, list) and isinstance(part, int) and part < len(content):
            content = content[part]
        else:
            return
    last = path[-1] if path else None
    if isinstance(content, dict):
        content.pop(last, None)
    elif isinstance(content, list) and isinstance(last, int) and last < len(content):
        del content[last]
