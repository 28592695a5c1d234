"""What docker prints without a terminal, made short."""

import pytest

from quaycrane.notebook.folding import Folding, tidy

BUILD = """\
#0 building with "default" instance using docker driver

#1 [internal] load build definition from Dockerfile
#1 transferring dockerfile: 95B done
#1 DONE 0.0s

#2 [internal] load metadata for docker.io/library/alpine:3
#2 DONE 0.0s

#4 [internal] load build context
#4 transferring context: 31.47MB 0.4s done
#4 DONE 0.5s

#3 [base 1/2] FROM docker.io/library/alpine:3
#3 resolve docker.io/library/alpine:3 done
#3 CACHED

#5 [base 2/2] RUN seq 10
#5 0.101 1
#5 0.102 2

#6 [other 2/3] COPY a /a
#6 DONE 0.1s

#5 [base 2/2] RUN seq 10
#5 0.103 3
#5 0.104
#5 0.105 5
#5 0.106 6
#5 0.107 7
#5 0.108 8
#5 0.109 9
#5 0.110 10
#5 DONE 0.4s

#7 exporting to image
#7 exporting layers 0.1s done
#7 writing image sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef done
#7 naming to docker.io/library/shop:1 0.0s done
#7 DONE 0.1s

 1 warning found (use docker --debug to expand):
 - JSONArgsRecommended: JSON arguments recommended for CMD (line 3)
"""
FOLDED = """\
build context: 31.47MB sent
[base 1/2] FROM docker.io/library/alpine:3  CACHED
[base 2/2] RUN seq 10
    1
    2
[other 2/3] COPY a /a  DONE 0.1s
    3

    5
    6
    7
    8
    … 2 more lines
[base 2/2] DONE 0.4s
image sha256:0123456789ab
named shop:1
 1 warning found (use docker --debug to expand):
 - JSONArgsRecommended: JSON arguments recommended for CMD (line 3)
"""
COMPOSE = """\
 Network shop_default  Creating
 Network shop_default  Created
 Container shop-db-1  Creating
 Container shop-db-1  Created
 Container shop-db-1  Starting
 Container shop-db-1  Started
 Container shop-db-1  Waiting
 Container shop-db-1  Healthy
 Container shop-web-1  Running
"""
PULL = """\
3: Pulling from library/alpine
0123456789ab: Pulling fs layer
0123456789ab: Verifying Checksum
0123456789ab: Download complete
0123456789ab: Pull complete
Digest: sha256:1
"""


def test_build_is_one_line_a_step() -> None:
    """A build shows each step with how it ended, the first lines it printed, its image and warnings."""
    assert Folding().feed(BUILD) == FOLDED


def test_pieces_make_the_same() -> None:
    """Whole lines as they come make the same as all at once."""
    folding = Folding()
    assert "".join(folding.feed(line) for line in BUILD.splitlines(keepends=True)) == FOLDED


def test_step_is_seen_when_it_begins() -> None:
    """A step's line is there before it ends, and an interruption ends the line."""
    folding = Folding()
    assert folding.feed("#5 [2/2] RUN sleep 9\n") == "[2/2] RUN sleep 9"
    assert folding.end() == "\n"
    assert folding.end() == ""


def test_failure_keeps_buildkits_own_words() -> None:
    """What BuildKit says of a failed step at the end is shown whole."""
    end = "------\n > [2/2] RUN false:\n------\nDockerfile:2\nERROR: failed to build: exit code: 1\n"
    failed = "#5 [2/2] RUN false\n#5 ERROR: process did not complete: exit code: 1\n" + end
    assert Folding().feed(failed) == f"[2/2] RUN false  ERROR\n{end}"


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (COMPOSE, ["Network shop_default  Created", "Created", "Started", "Healthy", "shop-web-1  Running"]),
        (PULL, ["3: Pulling from library/alpine", "0123456789ab: Pull complete", "Digest: sha256:1"]),
    ],
)
def test_only_the_last_state_is_kept(text: str, kept: list[str]) -> None:
    """Of the states of a container, a network and a layer the last is shown."""
    shown = Folding().feed(text).splitlines()
    assert len(shown) == len(kept)
    assert all(line.endswith(end) for line, end in zip(shown, kept, strict=True))


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\r\nb\r\n", "a\nb\n"),
        ("10%\r50%\r100%\nend\n", "100%\nend\n"),
        ("\x1b[2K\x1b[1A\x1b[31mred\x1b[0m\n", "\x1b[31mred\x1b[0m\n"),
    ],
)
def test_terminal_s_own_signs_go(text: str, shown: str) -> None:
    """What moves a cursor goes, a line drawn over shows its last state, and colours stay."""
    assert tidy(text) == shown
