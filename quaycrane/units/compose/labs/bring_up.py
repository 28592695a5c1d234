"""Brings the stack of a file up and takes it away again; what Compose says against it is raised."""

from pathlib import Path
from typing import TYPE_CHECKING

from quaycrane.engine import compose_config, stack
from quaycrane.errors import QuaycraneError

if TYPE_CHECKING:
    from quaycrane.engine import Engine

_UP_SECONDS = 60


def bring_up(engine: "Engine", file: Path | str) -> None:
    """Bring a stack up until every service is ready, and take it away.

    Args:
        engine: Where.
        file: Its Compose file.

    Raises:
        InputError: Compose refuses the file.
        QuaycraneError: It does not come up.
    """
    path = Path(file).absolute()
    with stack(engine, compose_config(path.parent, files=[path])) as made:
        try:
            made.up(_UP_SECONDS)
        except QuaycraneError as error:
            # What begins with a space tells how far each thing came.
            why = [line for line in error.why.splitlines() if line and not line.startswith(" ")]
            raise QuaycraneError(error.what, why="\n".join(why), fix=error.fix) from None
