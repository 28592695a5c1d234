"""Platforms as ``--platform`` takes them: ``os``, ``arch`` or ``os/arch[/variant]``."""

import re
from collections.abc import Iterator

_SYSTEM = re.compile(r"([A-Za-z0-9_-]+)(?:\([A-Za-z0-9_.%-]*(?:\+[A-Za-z0-9_.%-]+)*\))?", re.ASCII)
_PART = re.compile(r"[A-Za-z0-9_.-]+", re.ASCII)
_SYSTEMS = {
    "aix", "android", "darwin", "macos", "dragonfly", "freebsd", "hurd", "illumos", "ios", "js", "linux",
    "nacl", "netbsd", "openbsd", "plan9", "solaris", "windows", "zos",
}  # fmt: skip
_PROCESSORS = {
    "386", "i386", "amd64", "x86_64", "x86-64", "amd64p32", "arm", "armhf", "armel", "armbe", "arm64",
    "aarch64", "arm64be", "ppc64", "ppc64le", "loong64", "mips", "mipsle", "mips64", "mips64le",
    "mips64p32", "mips64p32le", "ppc", "riscv", "riscv64", "s390", "s390x", "sparc", "sparc64", "wasm",
}  # fmt: skip
_MOST_PARTS = 3


def wrong_platform(text: str) -> Iterator[tuple[str, str]]:
    """Yield what BuildKit refuses in a platform, and how to mend it."""
    parts = text.split("/")
    system = _SYSTEM.fullmatch(parts[0])
    taken = len(parts) <= _MOST_PARTS and bool(system) and all(map(_PART.fullmatch, parts[1:]))
    if taken and system and len(parts) == 1:
        taken = system[1].lower() in _SYSTEMS or text.lower() in _PROCESSORS
    if not taken:
        yield (
            f"--platform cannot be {text[:40]!r}",
            "Write the system and the processor: --platform=linux/amd64, or linux/arm/v7 with a variant",
        )
