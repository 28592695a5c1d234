"""Picks the kernel modules that the guest needs, with those that they need."""

import lzma
import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import zstandard

DISK = ("virtio_blk", "ext4")
"""What the guest needs to find its disk."""

WANTED = (
    *DISK,
    *("virtio_net", "9p", "9pnet_virtio", "virtio_rng", "qemu_fw_cfg", "overlay", "af_packet"),
    *("bridge", "br_netfilter", "veth", "macvlan", "ipvlan"),
    *("nf_tables", "nft_compat", "nft_chain_nat", "nft_ct", "nft_masq", "nft_nat", "nft_reject_inet"),
    *("nf_conntrack_netlink", "xt_conntrack", "xt_MASQUERADE", "xt_addrtype", "xt_nat", "xt_tcpudp"),
    *("xt_mark", "xt_multiport", "xt_comment", "xt_REDIRECT", "ipt_REJECT"),
)
"""What is used of a kernel's thousands; one that a kernel has built in is in no file, and needs none."""

_SIGNED = b"~Module signature appended~\n"
_SIGNATURE_HEAD_BYTES = 12


def pick(modules: Path, names: Sequence[str] = WANTED) -> dict[str, bytes]:
    """Return modules by their names, uncompressed, each after those that it needs.

    Args:
        modules: A kernel's folder of modules.
        names: Those that are wanted.
    """
    files = {_name(path): path for path in (modules / "kernel").rglob("*.ko*")}
    picked: dict[str, bytes] = {}
    for name in names:
        _take(name, files, picked)
    return picked


def _take(name: str, files: dict[str, Path], picked: dict[str, bytes]) -> None:
    if name in picked or name not in files:
        return
    content = _uncompressed(files[name])
    for needed in _needs(content):
        _take(needed, files, picked)
    picked[name] = _light(content)


def _light(module: bytes) -> bytes:
    """Return a module without what takes seconds here: its signature, and its types for a debugger."""
    if module.endswith(_SIGNED):
        length = int.from_bytes(module[-len(_SIGNED) - 4 : -len(_SIGNED)], "big")
        module = module[: -len(_SIGNED) - _SIGNATURE_HEAD_BYTES - length]
    return module.replace(b"\0.BTF\0", b"\0.BTx\0")  # the kernel looks for that section by its name


def _needs(module: bytes) -> Iterator[str]:
    for told in re.findall(rb"\0(?:depends|softdep)=([^\0]+)", b"\0" + module):
        words = re.sub(rb"\b(pre|post):", b" ", told).replace(b",", b" ").split()
        yield from (word.decode().replace("-", "_") for word in words)


def _name(path: Path) -> str:
    return path.name.partition(".")[0].replace("-", "_")


def _uncompressed(path: Path) -> bytes:
    if path.suffix == ".xz":
        return lzma.decompress(path.read_bytes())
    if path.suffix == ".zst":
        return zstandard.ZstdDecompressor().decompressobj().decompress(path.read_bytes())
    return path.read_bytes()
