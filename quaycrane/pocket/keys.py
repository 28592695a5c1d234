"""Makes the keys of one run: whoever else is on this machine reaches the same port, and must not get in."""

import io
import tarfile
from collections.abc import Mapping
from pathlib import Path

from quaycrane.pocket.packages import run
from quaycrane.pocket.tools import Tools

_CURVE = ("-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "365")


def make_keys(folder: Path, tools: Tools) -> None:
    """Make an authority, the engine's certificate for 127.0.0.1 and the client's.

    Args:
        folder: Where: ``ca.pem``, ``cert.pem`` and ``key.pem`` as the docker command wants them, and the
            engine's ``server.pem`` and ``server-key.pem``.
        tools: Where `openssl` is.

    Raises:
        QuaycraneError: It is not here, or failed.
    """
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    openssl = tools.command("openssl")
    run(
        *(*openssl, "req", "-x509", *_CURVE, "-subj", "/CN=quaycrane pocket"),
        *("-keyout", "ca-key.pem", "-out", "ca.pem"),
        folder=folder,
        environment=tools.environment(),
    )
    for name, key, use in (("server", "server-key", "serverAuth"), ("cert", "key", "clientAuth")):
        run(
            *(*openssl, "req", *_CURVE, "-subj", f"/CN={name}", "-keyout", f"{key}.pem", "-out", "asked.pem"),
            folder=folder,
            environment=tools.environment(),
        )
        (folder / "extensions").write_text(f"subjectAltName=IP:127.0.0.1\nextendedKeyUsage={use}\n")
        run(
            *(*openssl, "x509", "-req", "-in", "asked.pem", "-out", f"{name}.pem", "-days", "365"),
            *("-CA", "ca.pem", "-CAkey", "ca-key.pem", "-CAcreateserial", "-extfile", "extensions"),
            folder=folder,
            environment=tools.environment(),
        )
    for path in folder.iterdir():
        path.chmod(0o600)


def pack(path: Path, files: Mapping[str, bytes]) -> None:
    """Write files into an archive that only this user can read."""
    path.touch(mode=0o600)
    with tarfile.open(path, "w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
