"""Says why a socket may not be used by who runs this, and how to get the right."""

import os
from pathlib import Path


def no_permission(socket: Path) -> str:
    """Return the cause and the remedy, for a socket that refused this process.

    Args:
        socket: Its path.
    """
    import grp  # noqa: PLC0415 - not on Windows
    import pwd  # noqa: PLC0415 - the same

    user = pwd.getpwuid(os.geteuid()).pw_name
    try:
        owner = socket.stat().st_gid
    except OSError:
        return f"permission denied: {user} may not look into {socket.parent}, which is for root"
    if owner == 0:
        return f"permission denied: it is for root alone, and you are {user}. Run the course with sudo"
    group = grp.getgrgid(owner)
    if user in group.gr_mem or owner == pwd.getpwnam(user).pw_gid:
        return (
            f"permission denied as yet: {user} is in its group `{group.gr_name}`, and this session is older. "
            f"Log out and in again, or open the course from `newgrp {group.gr_name}`"
        )
    return (
        f"permission denied: it is for root and the group `{group.gr_name}`, and {user} is not in that. "
        f"`sudo usermod -aG {group.gr_name} {user}`, then log out and in again"
    )


def may_be_there(path: Path) -> bool:
    """Return whether a path is there, or hidden from who runs this."""
    try:
        path.stat()
    except PermissionError:
        return True
    except OSError:
        return False
    return True
