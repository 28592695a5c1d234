"""Writes the front end's Dockerfile with some practices and without others, and measures what it makes."""

import uuid
from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.engine import image_details

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Workspace

CHOICES = ("small base", "manifest first", "npm ci", "two stages", "own user", "exec form")
"""The practices that can be switched on."""

_EDITED = "src/Ship.jsx"
_SERVE = ("npm", "run", "preview", "--", "--port", "3000")
_NGINX = ("nginx", "-g", "daemon off;")
_GIVE = "RUN touch /run/nginx.pid && chown -R nginx /var/cache/nginx /run/nginx.pid"


@dataclass(frozen=True)
class Practised:
    """What a Dockerfile made.

    Attributes:
        dockerfile: Its text.
        size_bytes: The bytes of the image's layers.
        layers: How many they are.
        rerun: The steps that ran again after an edit of one component.
        user: As whom a container runs.
        warnings: What BuildKit said of the text.
    """

    dockerfile: str
    size_bytes: int
    layers: int
    rerun: tuple[str, ...]
    user: str
    warnings: tuple[str, ...]


def written(chosen: Collection[str]) -> str:
    """Return the Dockerfile with these practices.

    Args:
        chosen: Some of `CHOICES`.
    """
    base = "node:24-alpine" if "small base" in chosen else "node:24"
    install = "RUN npm ci" if "npm ci" in chosen else "RUN npm install"
    stages = "two stages" in chosen
    lines = [f"FROM {base}{' AS build' if stages else ''}", "WORKDIR /app"]
    if "manifest first" in chosen:
        lines += ["COPY package.json package-lock.json ./", install, "COPY . ."]
    else:
        lines += ["COPY . .", install]
    lines.append("RUN npm run build")
    if stages:
        lines += ["", "FROM nginx:alpine", "COPY --from=build /app/dist /usr/share/nginx/html"]
    if "own user" in chosen:
        lines += [_GIVE, "USER nginx"] if stages else ["USER node"]
    command = _NGINX if stages else _SERVE
    quoted = ", ".join(f'"{word}"' for word in command)
    shell = " ".join(f'"{word}"' if ";" in word else word for word in command)
    lines.append(f"CMD [{quoted}]" if "exec form" in chosen else f"CMD {shell}")
    return "\n".join(lines) + "\n"


def practised(engine: "Engine", work: "Workspace", chosen: Collection[str]) -> Practised:
    """Build the front end with these practices, and again after an edit.

    Args:
        engine: Where to build.
        work: A copy of the front end.
        chosen: Some of `CHOICES`.

    Raises:
        BuildError: It does not build.
    """
    text = written(chosen)
    built = work.build(text)
    component = work.folder / _EDITED
    before = component.read_text(encoding="utf-8")
    component.write_text(f"{before}\n// {uuid.uuid4()}\n", encoding="utf-8")
    try:
        again = work.build(text)
    finally:
        component.write_text(before, encoding="utf-8")
    layers = engine.layers(built.image_id)
    return Practised(
        text,
        sum(layer.size_bytes for layer in layers),
        len(layers),
        tuple(step.instruction for step in again.rerun),
        image_details(engine, built.image_id)["Config"].get("User") or "root",
        built.warnings,
    )
