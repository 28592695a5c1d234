"""What the task asks of the application by name, and what is changed in the copy that is brought up."""

from dataclasses import dataclass, field
from pathlib import Path
from secrets import token_hex

FRONTEND, BACKEND, DATABASE = "frontend", "backend", "db"
SERVICES = (FRONTEND, BACKEND, DATABASE)
PAGE_PORT, API_PORT, ROWS_PORT = 8080, 5000, 3306
THINGS = "/api/things"
OVERRIDE = "compose.override.yaml"
PASSWORD_FILE = "database/password.txt"  # noqa: S105 - a file's name
SLOW_SECONDS = 5

_TABLES = "database/tables.sql"
_KNOWN = "a green umbrella"
_SLOWLY = f"SELECT SLEEP({SLOW_SECONDS});\n"


@dataclass(frozen=True)
class Words:
    """What is put into the application for one look, so that nobody can have written it into an answer.

    Attributes:
        password: The database's password.
        first: A thing that is in the database from its first start on.
        later: A thing that is handed in when all is up.
    """

    password: str = field(default_factory=lambda: f"pw-{token_hex(10)}")
    first: str = field(default_factory=lambda: f"a map {token_hex(5)}")
    later: str = field(default_factory=lambda: f"a key {token_hex(5)}")

    def put(self, folder: Path) -> None:
        """Put them into a copy of the application, whose database's first start is made slow as well.

        The temporary server of that start answers all the while at its socket, and at no network.
        """
        (folder / PASSWORD_FILE).write_text(f"{self.password}\n")
        tables = folder / _TABLES
        tables.write_text(_SLOWLY + tables.read_text().replace(_KNOWN, self.first))


def tables_in_time(folder: Path) -> tuple[Path, str]:
    """Return the tables' file of a copy and what it says without making a first start slow."""
    tables = folder / _TABLES
    return tables, tables.read_text().removeprefix(_SLOWLY)
