"""Secrets are found wherever they hide in an image, and nowhere else."""

import base64
import io
import re
import tarfile
import zipfile
from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict
from quaycrane.checks.answer import Answer
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.content import note_content
from quaycrane.checks.image.model import File
from quaycrane.checks.image.no_secrets import find_secrets
from quaycrane.checks.image.read import read_image
from quaycrane.checks.image.secret_forms import spellings
from quaycrane.engine import Engine, saved
from quaycrane.kit import catalogue

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

ALPHABET = "q7Zw2Kx9Lm4Rt6Vb1Nc8Pd3Hf5Jg0Ys"


def token(number: int) -> str:
    """Return a GitHub token that nobody was given."""
    return "ghp_" + (ALPHABET[number:] + ALPHABET)[:36].ljust(36, "A")


KEY = "-----BEGIN PRIVATE KEY-----\n" + ALPHABET * 2 + "\n" + ALPHABET * 2 + "\n-----END PRIVATE KEY-----\n"
DOCKERFILE = f"""\
FROM alpine:3
ARG BUILD_TOKEN={token(1)}
RUN echo built
ENV NPM_PASSWORD=hunter2-correct-horse
LABEL note="{token(2)}"
RUN wget -q http://127.0.0.1:1/?key={token(3)} || true
COPY plain.txt removed.txt replaced.txt packed.tar.gz packed.zip /srv/
RUN rm /srv/removed.txt && echo nothing > /srv/replaced.txt
RUN echo {base64.b64encode(b"say " + token(8).encode()).decode()} > /srv/encoded
RUN mkdir -p /app/.git /root/.ssh && cp /srv/plain.txt /app/.env
COPY config /app/.git/config
COPY npmrc /app/.npmrc
COPY key /root/.ssh/id_ed25519
COPY history /root/.ash_history
COPY docker.json /root/.docker/config.json
CMD ["serve", "--token", "{token(11)}"]
"""
PLACES = {
    "a build argument, in the history": "of the history: a GitHub token",
    "the environment": "Env: a value whose name says that it is secret",
    "a label": "Labels note: a GitHub token",
    "the command of a RUN": "step",
    "a file": "/srv/plain.txt .layer",
    "a file that a later layer removes": r"/srv/removed.txt \(layer \d+, hidden by a later one\)",
    "a file that a later layer replaces": r"/srv/replaced.txt \(layer \d+, hidden by a later one\)",
    "an archive in an archive": "/srv/packed.tar.gz .layer",
    "a zip file": "/srv/packed.zip .layer",
    "base64": "/srv/encoded .layer",
    "the address of a Git repository": "/app/.git/config .layer",
    "npm's settings": "/app/.npmrc .layer",
    "a private key": "/root/.ssh/id_ed25519 .layer",
    "a shell's history": "/root/.ash_history .layer",
    "the log-in of a registry": "/root/.docker/config.json .layer",
    "the command of the image": "Cmd: a GitHub token",
}


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """An answer that hides secrets everywhere, and what is found in its image."""
    folder = tmp_path_factory.mktemp("planted")
    (folder / "Dockerfile").write_text(DOCKERFILE)
    for name, number in {"plain": 4, "removed": 5, "replaced": 6}.items():
        (folder / f"{name}.txt").write_text(f"the key is {token(number)}\n")
    inner = io.BytesIO()
    with tarfile.open(fileobj=inner, mode="w:gz") as archive:
        archive.add(folder / "plain.txt", "inner.txt")
    with tarfile.open(folder / "packed.tar.gz", "w:gz") as archive:
        entry = tarfile.TarInfo("inner.tar.gz")
        entry.size = len(inner.getvalue())
        archive.addfile(entry, io.BytesIO(inner.getvalue()))
    with zipfile.ZipFile(folder / "packed.zip", "w", zipfile.ZIP_DEFLATED) as zipped:
        zipped.writestr("deep/file", "x" * 1000 + token(7))
    (folder / "config").write_text('[remote "o"]\n  url = https://me:s3cr3t-Pa55@git.invalid/a.git\n')
    (folder / "npmrc").write_text("//registry.invalid/:_authToken=0f5a3c9e-1b7d-4e2a-8c6f-9d0b1a2e3f4c\n")
    (folder / "key").write_text(KEY)
    (folder / "history").write_text("ls\nexport DB_PASSWORD=Tr0ub4dor-and-3\n")
    (folder / "docker.json").write_text('{"auths": {"r.invalid": {"auth": "bWU6aHVudGVyMi1zZWNyZXQ="}}}')
    return folder, list(find_secrets(image_of(Answer(folder))))


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_a_planted_secret_is_found(planted: tuple[Path, list[str]], place: str) -> None:
    """A secret of a known form is found in this hiding place."""
    assert any(re.search(place, told) for told in planted[1]), planted[1]


def test_what_is_told_does_not_tell_the_secret(planted: tuple[Path, list[str]]) -> None:
    """A finding says where a secret is and how it begins, never the whole."""
    report = checks.check(planted[0], "no-secrets-in-image")
    assert report.failed == ("no-secrets-in-image",)
    assert not any(token(number) in f"{planted[1]}{report}" for number in range(12))


@pytest.mark.parametrize("reference", [image.reference for image in catalogue()])
def test_the_kit_gives_no_false_alarm(engine: Engine, reference: str) -> None:
    """In the images that the course brings nothing is taken for a secret."""
    if not engine.client.images.list(reference):
        pytest.skip("this engine does not hold it: quaycrane kit fetch")
    assert list(find_secrets(read_image(saved(engine, reference), note_content))) == []


LOOK_ALIKES = {
    "a key in a program's self-test": ("usr/lib/libssl.so", b"\x7fELF" + KEY.encode()),
    "the beginning of a key": (
        "app/node_modules/seal/test/key.js",
        b"const begin = '-----BEGIN PRIVATE KEY-----'",
    ),
    "a key of the documentation": ("app/node_modules/s3/test/sign.js", b"AKIAIOSFODNN7EXAMPLE"),
    "a token of one letter": ("app/node_modules/gh/test/ask.js", b"ghp_" + b"x" * 36),
    "a password in a test": ("app/node_modules/db/test/open.js", b'connect({ password: "correct horse" })'),
    "a variable in npm's settings": ("app/.npmrc", b"//registry.invalid/:_authToken=${NPM_TOKEN}\n"),
    "a word to be filled in": ("app/.env.example", b"PASSWORD=change-me-please\n"),
}


@pytest.mark.parametrize(("path", "content"), LOOK_ALIKES.values(), ids=LOOK_ALIKES.keys())
def test_what_only_looks_like_a_secret_is_none(path: str, content: bytes) -> None:
    """A library's self-test, an example and a variable are no secrets."""
    found = note_content(File(path, "file", len(content)), io.BytesIO(content))
    assert not (found.secrets if found else ())


WAYS = {
    "an argument in a RUN": 'ARG TOKEN\nRUN echo "$TOKEN" > /dev/null',
    "a variable": "ARG TOKEN\nENV A=$TOKEN",
    "a label": "ARG TOKEN\nLABEL a=$TOKEN",
    "a copy of the mount": "RUN --mount=type=secret,id=token cp /run/secrets/token /t",
    "a file that is removed": "RUN --mount=type=secret,id=token cp /run/secrets/token /t\nRUN rm /t",
    "a file that is replaced": "RUN --mount=type=secret,id=token cp /run/secrets/token /t\nRUN echo > /t",
    "gzip": "RUN --mount=type=secret,id=token gzip -c /run/secrets/token > /t.gz",
    "base64": "RUN --mount=type=secret,id=token { echo -n x; cat /run/secrets/token; } | base64 > /t",
    "hex": "RUN --mount=type=secret,id=token hexdump -ve '1/1 \"%02x\"' /run/secrets/token > /t",
    "written backwards": "RUN --mount=type=secret,id=token rev < /run/secrets/token > /t",
    "the name of a file": "RUN --mount=type=secret,id=token touch /x$(cat /run/secrets/token)",
    "where a link leads": "RUN --mount=type=secret,id=token ln -s $(cat /run/secrets/token) /t",
    "the command": "ARG TOKEN\nENV TOKEN=$TOKEN\nCMD echo $TOKEN",
}


@pytest.mark.parametrize("instructions", WAYS.values(), ids=WAYS.keys())
def test_a_leaked_build_secret_is_found(tmp_path: Path, instructions: str) -> None:
    """The secret that the grader gives to the build, of no known form, is found when it leaks this way."""
    (tmp_path / "Dockerfile").write_text(f"FROM alpine:3\n{instructions}\n")
    (outcome,) = checks.check(tmp_path, checks.keeps_build_secret()).outcomes
    assert outcome.verdict is Verdict.FAILED


def test_a_mounted_secret_leaks_nowhere(tmp_path: Path) -> None:
    """A secret that one RUN alone can read is in no layer."""
    use = "RUN --mount=type=secret,id=token,required wc -c < /run/secrets/token > /length"
    (tmp_path / "Dockerfile").write_text(f"FROM alpine:3\nARG TOKEN_ID=1\n{use}\n")
    (outcome,) = checks.check(tmp_path, checks.keeps_build_secret()).outcomes
    assert outcome.verdict is Verdict.PASSED


def test_spellings_of_a_secret_are_distinct_and_long() -> None:
    """No spelling is so short that it would be found by chance."""
    found = spellings(b"0123456789abcdef0123456789abcdef")
    assert len(set(found)) == len(found)
    assert min(map(len, found)) >= 32
