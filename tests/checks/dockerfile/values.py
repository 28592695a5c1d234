"""Makes Dockerfiles with values that BuildKit takes or refuses, place by place."""

import itertools
import random
from collections.abc import Iterator

HEX = "0123456789abcdef" * 4
IMAGES = [
    "debian:12", "Debian:12", "debian:", "debian:12:1", "debian: ", "library/Debian", "Foo/bar:1",
    "Foo/Bar:1", "foo.io/Bar", "foo.io:5000/bar", "foo.io:port/bar", "localhost/bar",
    "localhost:5000/bar:1", "a//b", "/a", "a/", "a:b/c", "a_b", "a__b", "a___b", "a-b", "a--b", "-a", "a-",
    "a.b", "a..b", ".a", "a.", "A", "a:A", "a:-", "a:.1", "a:1-", "a:1_", "a:" + "1" * 128,
    "a:" + "1" * 129, HEX, f"a@sha256:{HEX}", "a@sha256:12", f"a@sha256:{HEX[:-1]}",
    f"a@sha256:{HEX.upper()}", f"a@md5:{HEX[:32]}", f"a:1@sha256:{HEX}", "a@", "a@b",
    f"a@sha512:{HEX}{HEX}", f"a@sha512:{HEX}", "[::1]:5000/a", "[::1]/a", "a b", "a/" + "b" * 250, "0",
    "1.2", "a" * 255, "a" * 256, "é", "a:é", "http://a/b", "a?b", "a:1/b:2", "scratch", "docker.io/a",
    "docker.io/A", "index.docker.io/library/a", "a+b", "a:1+2", "ghcr.io/a/b:v1@sha256:0", "user@a",
]  # fmt: skip
PLATFORMS = [
    "linux", "linux/amd64", "linux/arm/v7", "linux/amd64/v8/x", "amd64", "Linux/AMD64", "bogus", "bogus/x",
    "x86_64", "aarch64", "linux/", "/amd64", "linux//v7", "*", "linux/*", "linux/arm v7",
    "windows(10.0)/amd64", "windows(10.0+win32k)/amd64", "linux()", "linux(/amd64", "macos", "armhf",
    "a.b/c", "a/b.c", "wasm", "i386", "linux/amd64,linux/arm64", "local", "linux-amd64", "riscv64", "s390x",
    "darwin/arm64", "linux/arm64/v8",
]  # fmt: skip
MODES = [
    "755", "0755", "7777", "07777", "10000", "8", "rwx", "u+x", "u=rwx,go=rx", "a+rX", "+x", "-w", "=", "u",
    "u+x,", ",u+x", "go=u-w", "u+s", "+t", "x+u", "u+y", "0o755", "0x1", "755a", "u+rw-x", "ugo+", "u=",
    "-1", "+755", "7 5", "1_0", "99999999999", "aug-rwxX", "a=g,o=u", "o+t", "u+x g+x", "rw-r--r--",
]  # fmt: skip
PORTS = [
    "80", "80/tcp", "80/TCP", "80/udp", "80/sctp", "80/xyz", "80/", "/tcp", "80000", "65535", "65536", "0",
    "http", "-1", "+80", "80-90", "90-80", "80-80", "80-", "-90", "80-90/udp", "80-x", "80:80",
    "8080:80/tcp", ":80", "80:", "127.0.0.1:80:80", "127.0.0.1::80", "localhost:80:80", "999.0.0.1:80:80",
    "[::1]:80:80", "::1:80:80", "80-81:90-91", "80-81:90", "80:90-91", "80-82:90-91", "x:80", "80:x",
    "80;81", "80,81", "8_0", "0x50", "80.0", "80/tcp/udp", "80 81", "80 http", "00080", "1-65535",
    "[::1:80:80", "80/tcp,udp",
]  # fmt: skip
SIGNALS = [
    "SIGTERM", "TERM", "term", "sigterm", "SigTerm", "SIGFOO", "9", "0", "-1", "+9", "99", "1000", "SIG",
    "SIGSIGTERM", "SIGRTMIN", "SIGRTMIN+1", "SIGRTMIN+15", "SIGRTMIN+16", "SIGRTMAX-14", "SIGRTMAX-15",
    "RTMAX", "SIGKILL", "SIGCLD", "SIGINFO", "SIGQUIT ", "SIGEMT", "15 ", "TERM INT", "1.5", "SIGUNUSED",
    "SIGTTIN", "0x9", "SIGRTMIN-1",
]  # fmt: skip
SOURCES = [
    "a", "./a", "https://example.org/x", "http://example.org/x.git", "https://example.org/x.git#main:dir",
    "git@github.com:a/b.git", "git@github.com:a/b", "git://example.org/x", "ssh://git@example.org/x",
    "ftp://x/y", "HTTPS://example.org/x", "github.com/a/b", "https://example.org/x.git?ref=a",
    "https://example.org/x.git?foo=1", "https://example.org/x.git?submodules=maybe",
    "https://example.org/x.git?submodules", "https://x.org/x.git?ref=", "https://example.org/x?foo=1",
    "git@host:a?keep-git-dir=true", "git@host:a?mtime=never", "a@b", "a:b", "./git@a:b",
    "https://example.org/x.git?ref=a&ref=b", "https:/x", "//x", "http://", "$NONE",
]  # fmt: skip
CHECKSUMS = [
    f"sha256:{HEX}", f"sha256:{HEX.upper()}", "md5:abc", "sha256:abc", "sha256:", HEX, f"sha512:{HEX}{HEX}",
    f"sha1:{HEX[:40]}", "sha256", f"SHA256:{HEX}", f"sha256-{HEX}", "$NONE",
]  # fmt: skip
TIMES = [
    "3s", "3", "0", "0s", "1m30s", "1.5h", "-1s", "+1s", "1us", "999us", "1ms", "1d", "s", "1 s", "1h30",
    ".5s", "5.s", "", "1e3s", "100ns", "1000000ns",
]  # fmt: skip
COUNTS = ["3", "0", "-1", "+3", "-0", "1.5", "x", "2147483647", "2147483648", "", "1_0", "03"]
MOUNT_FIELDS = [
    "type=cache", "type=bind", "type=tmpfs", "type=secret", "type=ssh", "type=volume", "typ=cache",
    "TYPE=Cache", "type=", "type", "target=/c", "dst=/c", "destination=c", "target=/", "target=.",
    "target=", "target", "target=..", "target=$DIR", "target=$NONE", "target=/a,b", "source=/s", "src=s",
    "from=debian", "from=Debian", "from=$IMG", "from=$", "from=later", "from=", "from=first", "from=0",
    "readonly", "ro=true", "ro=yes", "rw", "readwrite=false", "rw=", "required", "required=true",
    "required=x", "size=64m", "size=lots", "size=1.5GiB", "size=-1", "size=1kbb", "size", "id=x", "id=",
    "id", "sharing=locked", "sharing=both", "sharing=Private", "sharing=", "mode=0400", "mode=9",
    "mode=rwx", "uid=1000", "uid=node", "uid=-1", "uid=4294967296", "gid=0", "gid=", "env=TOKEN", "env",
    "foo=bar", "", " target=/c", '"target=/a,b"', "'id=x'", "x",
]  # fmt: skip
DEVICES = [
    "vendor.com/class=name", "vendor.com/class=name,required", "required", "name=x", "name=x,y", "x,y",
    "x,name=y", "x,required=maybe", "x,foo=1", "", "x,", "required=true,x",
]  # fmt: skip
BEGIN = "ARG IMG=busybox\nFROM debian:12 AS first\nARG DIR=/dir\n"
END = "FROM debian:12 AS later\n"


def each_value() -> Iterator[str]:
    """Yield a Dockerfile for each value in each place that takes such."""
    for image in IMAGES:
        yield f"FROM {image}\n"
        yield f"FROM debian:12\nCOPY --from={image} /x /y\n"
        stage = image.lower()[:9]
        yield f"ARG A={image}\nFROM debian:12 AS {stage}\nRUN --mount=from={image},target=/x true\n"
    yield from (f"FROM --platform={platform} debian:12\n" for platform in PLATFORMS)
    yield from (f"FROM debian:12\nCOPY --chmod={mode} a /a\n" for mode in MODES)
    yield from (f"FROM debian:12\nARG M={mode}\nADD --chmod=$M a /a\n" for mode in MODES)
    yield from (f"FROM debian:12\nEXPOSE {port}\n" for port in PORTS)
    yield from (f"FROM debian:12\nARG P={port}\nEXPOSE 80 $P\n" for port in PORTS if " " not in port)
    yield from (f"FROM debian:12\nSTOPSIGNAL {signal}\n" for signal in SIGNALS)
    for keyword, source in itertools.product(("COPY", "ADD"), SOURCES):
        yield f"FROM debian:12\n{keyword} {source} /x/\n"
    for source, checksum in itertools.product(
        ("a", "https://x.org/x", "https://x.org/x.git", "a b"), CHECKSUMS
    ):
        yield f"FROM debian:12\nADD --checksum={checksum} {source} /x/\n"
    for time in TIMES:
        yield f"FROM debian:12\nHEALTHCHECK --interval={time} CMD true\n"
    yield from (f"FROM debian:12\nHEALTHCHECK --retries={count} CMD true\n" for count in COUNTS)
    yield from (f"FROM debian:12\nRUN --device={device} true\n" for device in DEVICES)
    yield from (
        "FROM debian:12\nVOLUME $NONE\n",
        "FROM debian:12\nCOPY --from=-1 a b\n",
        "FROM a AS a-\nFROM a-\n",
    )
    yield from (
        "FROM debian:12\nWORKDIR /w\nRUN --mount=type=cache true\n",
        "FROM a\nCOPY --from=+0 a b\nFROM b\n",
    )


def mounts(count: int, seed: int) -> Iterator[str]:
    """Yield Dockerfiles with mounts of one to four fields, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    yield from (f"{BEGIN}RUN --mount={field} true\n{END}" for field in MOUNT_FIELDS)
    for _ in range(count):
        fields = [chance.choice(MOUNT_FIELDS) for _ in range(chance.randint(1, 3))]
        if chance.random() < 0.7:
            fields = [chance.choice(MOUNT_FIELDS[:5]), "target=/c", *fields]
        yield f"{BEGIN}RUN --mount={','.join(fields)} true\n{END}"


def all_texts() -> list[str]:
    """Return every Dockerfile, each once."""
    return list(dict.fromkeys((*each_value(), *mounts(400, seed=14))))
