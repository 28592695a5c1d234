"""One experiment a file: each returns a small frozen result, prints nothing and plots nothing."""

from quaycrane.labs import Pull, Pulls, Registry, Workspace, base_pulls
from quaycrane.units.writing_dockerfiles.labs.arriving import FOLDER, arriving, ignores
from quaycrane.units.writing_dockerfiles.labs.desk import desk
from quaycrane.units.writing_dockerfiles.labs.endings import FORMS, Endings, ServerEnd, endings
from quaycrane.units.writing_dockerfiles.labs.health import until_health
from quaycrane.units.writing_dockerfiles.labs.installs import COMMANDS, Installs, installs
from quaycrane.units.writing_dockerfiles.labs.practices import CHOICES, Practised, practised, written
from quaycrane.units.writing_dockerfiles.labs.shrinking import PRACTICES, Shrinking, Step, shrinking

__all__ = [
    "CHOICES",
    "COMMANDS",
    "FOLDER",
    "FORMS",
    "PRACTICES",
    "Endings",
    "Installs",
    "Practised",
    "Pull",
    "Pulls",
    "Registry",
    "ServerEnd",
    "Shrinking",
    "Step",
    "Workspace",
    "arriving",
    "base_pulls",
    "desk",
    "endings",
    "ignores",
    "installs",
    "practised",
    "shrinking",
    "until_health",
    "written",
]
