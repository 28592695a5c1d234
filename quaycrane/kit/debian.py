"""Downloads Debian packages through apt without touching the machine's own package lists."""

import shutil
import subprocess
from pathlib import Path

from quaycrane.engine import source_entry
from quaycrane.errors import QuaycraneError


def download(packages: tuple[str, ...], folder: Path) -> None:
    """Put the files of `packages` into `folder`, each as ``NAME.tar``.

    Raises:
        QuaycraneError: This is no Debian, or apt refused.
    """
    if not shutil.which("apt-get"):
        raise QuaycraneError(
            "The stand-in images are made from Debian's packages, and there is no apt-get here",
            fix="Let the engine reach a registry: then the published images are used",
        )
    state = folder / "apt"
    (state / "lists" / "partial").mkdir(parents=True)
    (state / "engine.sources").write_text(source_entry())
    options = {
        "Dir::Etc::SourceList": "/dev/null",
        "Dir::Etc::SourceParts": state,
        "Dir::Etc::Preferences": "/dev/null",
        "Dir::Etc::PreferencesParts": "/dev/null",
        "Dir::State::Lists": state / "lists",
        "Dir::Cache": state,
        "APT::Sandbox::User": "root",
    }
    apt = ["apt-get", "-q", *(f"-o{key}={value}" for key, value in options.items())]
    for arguments in (["update"], ["download", *packages]):
        done = subprocess.run([*apt, *arguments], cwd=folder, capture_output=True, text=True, check=False)  # noqa: S603
        if done.returncode:
            said = "\n".join((done.stdout + done.stderr).splitlines()[-4:])
            raise QuaycraneError(
                f"apt-get {arguments[0]} failed", why=said, fix="See whether apt-get update works"
            )
    for package in packages:
        archive = next(folder.glob(f"{package}_*.deb"))
        with (folder / f"{package}.tar").open("wb") as files:
            subprocess.run(["dpkg-deb", "--fsys-tarfile", archive], stdout=files, check=True)  # noqa: S603, S607
        archive.unlink()
    shutil.rmtree(state)
