"""An image is read the same from every layout, compression and store."""

import copy
import gzip
import io
import json
import os
import shutil
import subprocess
import tarfile
from collections.abc import Iterator
from pathlib import Path

import pytest
import zstandard

from quaycrane.checks.image.model import Image
from quaycrane.checks.image.read import read_image
from quaycrane.engine import Daemon, Engine, connect, saved
from quaycrane.errors import InputError

pytestmark = pytest.mark.engine

DOCKERFILE = """\
FROM alpine:3
RUN echo one > /one && echo two > /two && mkdir /folder && touch /folder/inside
RUN rm -r /two /folder && echo again > /one && mkdir /folder
ENV A=b
"""


@pytest.fixture(scope="module")
def archive(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """What the engine saves of a small image."""
    built = engine.build(tmp_path_factory.mktemp("context"), dockerfile=DOCKERFILE)
    return b"".join(saved(engine, built.image_id))


def content(archive: bytes) -> dict[str, bytes]:
    """Return the files of an archive."""
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        return {entry.name: tar.extractfile(entry).read() for entry in tar if entry.isreg()}  # type: ignore[union-attr]


def packed(files: dict[str, bytes]) -> Iterator[bytes]:
    """Yield an archive of files in small pieces, as a stream comes."""
    buffer = io.BytesIO()
    with tarfile.open(fileobj=buffer, mode="w") as tar:
        for name, data in files.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(data)
            tar.addfile(entry, io.BytesIO(data))
    data = buffer.getvalue()
    yield from (data[at : at + 5000] for at in range(0, len(data), 5000))


def same(one: Image, other: Image) -> bool:
    """Tell whether two images have the same layers, settings and history."""
    return (one.layers, one.settings, one.history) == (other.layers, other.settings, other.history)


def test_an_image_is_read_whole(archive: bytes) -> None:
    """Layers with what made them, whiteouts, the tree that a container sees, and the settings."""
    image = read_image([archive])
    assert [layer.instruction.split()[3:5] for layer in image.layers[-2:]] == [["echo", "one"], ["rm", "-r"]]
    assert image.layers[-1].removed >= {"two"}
    assert {"one", "folder"} <= image.tree.keys()
    assert not {"two", "folder/inside"} & image.tree.keys()
    assert "A=b" in image.settings["Env"]
    assert "ENV A=b" in image.history[-1]


def test_oci_layout_is_read_the_same(archive: bytes) -> None:
    """Without manifest.json the index of the OCI layout tells what is what."""
    files = content(archive)
    assert {"manifest.json", "index.json"} <= files.keys()
    del files["manifest.json"]
    assert same(read_image(packed(files)), read_image([archive]))


def test_docker_archive_is_read_the_same(archive: bytes) -> None:
    """The older layout has a folder a layer, and links between them."""
    files = content(archive)
    (manifest,) = json.loads(files["manifest.json"])
    old = {f"{number}/layer.tar": files[name] for number, name in enumerate(manifest["Layers"])}
    old |= {"0/VERSION": b"1.0", "0/json": b"{}", "config.json": files[manifest["Config"]]}
    told = [{"Config": "config.json", "Layers": [f"{n}/layer.tar" for n in range(len(manifest["Layers"]))]}]
    old["manifest.json"] = json.dumps(told).encode()
    assert same(read_image(packed(old)), read_image([archive]))


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress], ids=["gzip", "zstd"])
def test_compressed_layers_are_read_the_same(archive: bytes, pack: object) -> None:
    """Layers may be compressed, as they are in a registry and in containerd's store."""
    assert callable(pack)
    files = content(archive)
    (manifest,) = json.loads(files["manifest.json"])
    smaller = copy.copy(files) | {name: pack(files[name]) for name in manifest["Layers"]}
    assert same(read_image(packed(smaller)), read_image([archive]))


def test_anything_else_is_refused() -> None:
    """What is no image is told to be none, whatever it is."""
    for wrong in (
        b"",
        b"nothing" * 1000,
        b"".join(packed({"a": b"b"})),
        b"".join(packed({"a": b"x" * 2000})),
    ):
        with pytest.raises(InputError, match="no archive"):
            read_image([wrong])


@pytest.mark.skipif(not Daemon().can_start(), reason="needs root and dockerd")
def test_the_store_of_containerd_is_read_the_same(
    engine: Engine, tmp_path: Path, archive: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    """An engine that keeps images in containerd's store saves them in another way, with the same content."""
    assert engine.version
    apart = Daemon(tmp_path / "home", Path("/run") / f"qi-{os.getpid()}", prefix=("unshare", "--net"))
    configuration = tmp_path / "daemon.json"
    configuration.write_text('{"features": {"containerd-snapshotter": true}}')
    shim = tmp_path / "bin" / "dockerd"
    shim.parent.mkdir()
    shim.write_text(f'#!/bin/sh\nexec {shutil.which("dockerd")} --config-file={configuration} "$@"\n')
    shim.chmod(0o755)
    monkeypatch.setattr("quaycrane.engine.connection.daemon._PATH", str(shim.parent))
    try:
        apart.start()
        monkeypatch.setenv("DOCKER_HOST", apart.url)
        other = connect(start=False)
        assert other.client.info()["DriverStatus"][0][1] == "io.containerd.snapshotter.v1"
        (loaded,) = other.client.images.load(archive)
        assert same(read_image(saved(other, str(loaded.id))), read_image([archive]))
    finally:
        apart.stop()
        mounts = f"findmnt --raw --noheadings --output TARGET | grep ^{tmp_path}/ | sort --reverse"
        subprocess.run(["sh", "-c", f"{mounts} | xargs --no-run-if-empty umount --lazy"], check=False)
        shutil.rmtree(apart.run, ignore_errors=True)
