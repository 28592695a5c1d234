"""Asks `docker compose config` how it reads files, and puts that beside the text, or beside other files."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from quaycrane.engine import compose_config

_UNSAID = "(not written)"
_ABSENT = "-"
_LONGEST = 76


@dataclass(frozen=True)
class Beside:
    """One setting, as it is written and as Compose reads it.

    Attributes:
        where: Its place.
        text: What the file says.
        read: What Compose makes of it.
    """

    where: str
    text: str
    read: str


def beside(file: Path | str) -> tuple[Beside, ...]:
    """Return where `docker compose config` reads more, or something else, than a file's text says.

    Args:
        file: A Compose file.

    Raises:
        InputError: Compose refuses it.
    """
    path = Path(file).absolute()
    written: dict[str, Any] = YAML(typ="safe").load(path)
    model = compose_config(path.parent, files=[path], project="stack")
    return tuple(
        Beside(" ".join(place), text, read)
        for place in _places(model)
        if (read := _line(_at(model, place), path.parent)) != (text := _said(_at(written, place)))
    )


def environments(files: Mapping[str, Sequence[Path | str]], service: str) -> tuple[dict[str, str], ...]:
    """Return the settings of a service that are not the same in all environments, one row a setting.

    Args:
        files: For each environment's name the files that make it.
        service: The service.

    Raises:
        InputError: Compose refuses the files.
    """
    read = {name: _service(given, service) for name, given in files.items()}
    keys = dict.fromkeys(key for settings in read.values() for key in settings)
    rows = ({"setting": key, **{name: read[name].get(key, _ABSENT) for name in read}} for key in keys)
    return tuple(row for row in rows if len(set(list(row.values())[1:])) > 1)


def _service(files: Sequence[Path | str], service: str) -> dict[str, str]:
    paths = [Path(file).absolute() for file in files]
    folder = paths[0].parent
    service_model: dict[str, Any] = compose_config(folder, files=paths)["services"].get(service, {})
    settings: dict[str, str] = {}
    for key, value in service_model.items():
        if key == "environment":
            settings |= {name: str(one) for name, one in value.items()}
        elif value is not None and key != "networks":
            settings[key] = _line(value, folder)
    return settings


def _places(model: Mapping[str, Any]) -> Iterator[tuple[str, ...]]:
    """Yield the places that are told: each service's settings, and what stands beside the services."""
    for name, service in (model.get("services") or {}).items():
        yield from (("services", name, key) for key, value in service.items() if value is not None)
    for kind in ("networks", "volumes"):
        yield from ((kind, name) for name in model.get(kind) or {})


def _at(model: Any, place: tuple[str, ...]) -> Any:  # noqa: ANN401 - any YAML
    for key in place:
        model = model.get(key) if isinstance(model, Mapping) else None
    return model


def _said(value: Any) -> str:  # noqa: ANN401 - any YAML
    return _UNSAID if value is None else _flow(value)


def _line(value: Any, folder: Path) -> str:  # noqa: ANN401 - any JSON
    """Return a value on one line; paths begin where the file is."""
    text = _flow(value).replace(f"{folder}", ".")
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _flow(value: Any) -> str:  # noqa: ANN401 - any YAML
    if isinstance(value, Mapping):
        return (
            "{" + ", ".join(f"{key}: {_flow(one)}" for key, one in sorted(value.items()) if one != {}) + "}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_flow, value)) + "]"
    if value is None:
        return "null"
    return f"{value}".lower() if isinstance(value, bool) else f"{value}"
