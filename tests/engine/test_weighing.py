"""Layers weighed by their files, where an engine's own figures mean something else."""

import gzip
import hashlib
import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard

from quaycrane.engine.images.weighing import _layers_in
from quaycrane.engine.images.weight_memory import WeightMemory

DIGEST = f"sha256:{'a' * 64}"


def tar(**files: bytes) -> bytes:
    """Return an archive of files."""
    written = io.BytesIO()
    with tarfile.open(fileobj=written, mode="w") as archive:
        for name, content in files.items():
            entry = tarfile.TarInfo(name.replace("__", "/"))
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    return written.getvalue()


@pytest.mark.parametrize(
    "packed",
    [bytes, gzip.compress, lambda layer: zstandard.ZstdCompressor().compress(layer)],
    ids=["plain", "gzip", "zstd"],
)
def test_layer_weighs_what_its_files_do(packed: Callable[[bytes], bytes]) -> None:
    """A layer weighs the sum of its files under the digest of its plain form, however it was stored."""
    layer = tar(one=b"x" * 1000, two=b"y" * 24)
    digest = f"sha256:{hashlib.sha256(layer).hexdigest()}"
    image = tar(index=b"{}", **{f"blobs__sha256__{digest.partition(':')[2]}": packed(layer)})
    plain = packed is bytes
    assert (digest, 1024) in list(_layers_in(io.BytesIO(image), [digest] if plain else []))


def test_files_that_are_no_layers_are_passed_over() -> None:
    """Configuration and manifests in an image's archive weigh nothing."""
    image = tar(manifest=b'{"layers": []}' * 100, empty=b"")
    assert list(_layers_in(io.BytesIO(image), [])) == []


def test_weights_are_remembered(tmp_path: Path) -> None:
    """What one process weighed, the next one knows."""
    WeightMemory(tmp_path / "deep" / "weights")[DIGEST] = 7
    again = WeightMemory(tmp_path / "deep" / "weights")
    assert DIGEST in again
    assert again.get(DIGEST) == 7


def test_broken_memory_is_forgotten(tmp_path: Path) -> None:
    """Lines that a crash cut short count for nothing, and the others still do."""
    (tmp_path / "weights").write_text(f"{DIGEST} 7\n{DIGEST[:20]} 9\nsha256:zz 1\n{DIGEST} \xff", "latin-1")
    assert WeightMemory(tmp_path / "weights").get(DIGEST) == 7


def test_unwritable_memory_serves_alone(tmp_path: Path) -> None:
    """Where the cache cannot be written, weights are kept for the process."""
    (tmp_path / "file").touch()
    memory = WeightMemory(tmp_path / "file" / "weights")
    memory[DIGEST] = 7
    assert memory.get(DIGEST) == 7
