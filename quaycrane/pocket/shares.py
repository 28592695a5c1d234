"""Chooses the folders of this machine that the guest sees under the same names, for bind mounts."""

import tempfile
from pathlib import Path


def shared_folders() -> list[Path]:
    """Return the home folder, the one that one stands in and the temporary one, none inside another."""
    wanted = [Path.home(), Path.cwd(), Path(tempfile.gettempdir())]
    folders = sorted({path.resolve() for path in wanted} - {Path("/")})
    return [one for one in folders if not any(other in one.parents for other in folders)]
