"""Asks an engine what an ARG, an ENV, and an ENV that an ARG feeds give, overridden or not."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quaycrane.units.args_and_env.labs.bare import built, kept, printed

if TYPE_CHECKING:
    from quaycrane.engine import Engine
    from quaycrane.labs import Progress

_DECLARED = ("ARG V=3", "ENV V=3", "ARG V=3\nENV V=$V")
_NOTHING = "-"


@dataclass(frozen=True)
class Override:
    """One line of the table.

    Attributes:
        asked: What was asked, and where.
        arg: What an ARG gave.
        env: What an ENV gave.
        both: What an ENV gave whose value is that of an ARG.
    """

    asked: str
    arg: str
    env: str
    both: str


def overrides(engine: "Engine", on_progress: "Progress | None" = None) -> tuple[Override, ...]:
    """Build and start three images as they are, with `--build-arg V=4`, and with `-e V=5`.

    Args:
        engine: Where to build and run.
        on_progress: Told each way to declare it.

    Raises:
        QuaycraneError: The engine refused.
    """
    columns = [_column(engine, declared, on_progress) for declared in _DECLARED]
    return tuple(Override(asked, *(column[asked] or _NOTHING for column in columns)) for asked in columns[0])


def _column(engine: "Engine", declared: str, on_progress: "Progress | None") -> dict[str, str]:
    if on_progress:
        on_progress(declared.replace("\n", ", "))
    text = f'FROM alpine:3\n{declared}\nRUN echo "$V" > /seen\n'
    plain = built(engine, text).image_id
    other = built(engine, text, arguments={"V": "4"}).image_id
    seen, now = ["cat", "/seen"], ["sh", "-c", 'echo "$V"']
    return {
        "there during the build": printed(engine, plain, seen),
        "there in the container": printed(engine, plain, now),
        "kept in the image's configuration": kept(engine, plain, "V"),
        "--build-arg V=4: during the build": printed(engine, other, seen),
        "--build-arg V=4: in the container": printed(engine, other, now),
        "-e V=5: in the container": printed(engine, plain, now, {"V": "5"}),
        "-e V=5: what the build had written": printed(engine, plain, seen, {"V": "5"}),
    }
