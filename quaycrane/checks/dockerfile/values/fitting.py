"""Tells what does not fit together in a mount that can be read."""

import posixpath

from quaycrane.checks.dockerfile.values.mounts import Mount, MountError

_WITH_RIGHTS = {"secret", "ssh", "cache"}


def must_fit(mount: Mount, *, at_root: bool) -> None:
    """Raise where BuildKit refuses a mount as a whole.

    Args:
        mount: The mount; where a variable decides its type, nothing is told.
        at_root: Whether the working directory is ``/``.

    Raises:
        MountError: Parts of it do not go together.
    """
    kind = mount.kind
    if kind is None:
        return
    for key in ("mode", "uid", "gid"):
        if key in mount.said and kind not in _WITH_RIGHTS:
            raise MountError(f"A {kind} mount has no {key}", "Only cache, secret and ssh mounts have it")
    if mount.get("sharing") and kind != "cache":
        raise MountError(f"A {kind} mount has no sharing", "Only cache mounts are shared, private or locked")
    if kind == "secret":
        _secret(mount)
    elif kind == "ssh":
        if mount.get("source"):
            raise MountError("An ssh mount has no source", "Name the agent with id=")
    else:
        _target(mount, at_root=at_root)


def _secret(mount: Mount) -> None:
    if mount.get("from"):
        raise MountError("A secret mount has no from", "A secret comes from whoever builds: name it with id=")
    if not {"source", "target", "id"} & mount.said.keys() or not any(
        value is None or value for key, value in mount.said.items() if key in {"source", "target", "id"}
    ):
        raise MountError("A secret mount does not say which secret", "Name it: --mount=type=secret,id=token")
    if mount.get("source") and mount.get("id"):
        raise MountError("A secret mount has both source and id", "Keep id")


def _target(mount: Mount, *, at_root: bool) -> None:
    target = mount.said.get("target", "")
    if target is None:
        return
    path = posixpath.normpath(target)
    if path in {"/", "//"} or (
        not path.startswith("/") and at_root and posixpath.normpath(f"/{path}") == "/"
    ):
        what = f"cannot cover {target}" if target else "needs a target"
        raise MountError(f"A {mount.kind} mount {what}", "Say where in the image it is to be: target=/path")
