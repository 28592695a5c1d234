"""No trick in the text makes a rule look away: each is tried, and gains nothing."""

import pytest

from quaycrane.checks.dockerfile import known_rules, parse, problems
from quaycrane.checks.severity import Severity

ALPINE = "FROM node:24-alpine\n"


def broken(text: str) -> set[str]:
    """Return the names of the rules that a text does not keep."""
    return {problem.rule for problem in problems(text, least=Severity.NOTE)}


PRAGMAS = [
    "# check=skip=all\n",
    "# check=skip=JSONArgsRecommended,SecretsUsedInArgOrEnv\n",
    "# hadolint global ignore=DL3006,DL3007\n",
    "# hadolint ignore=DL3006\n",
    "# trivy:ignore:DS-0001\n",
    "# noqa\n",
    "#checkov:skip=CKV_DOCKER_3\n",
    "# dockerfile-lint-disable\n",
]


@pytest.mark.parametrize("pragma", PRAGMAS)
@pytest.mark.parametrize("place", ["at the top", "above each line"])
def test_a_comment_switches_nothing_off(pragma: str, place: str) -> None:
    """What another tool takes for an order to look away is a comment."""
    lines = ["FROM node:latest", "ENV API_KEY=abc", "ADD src /app", "RUN npm install", "CMD node a.js"]
    text = (
        pragma + "\n".join(lines) if place == "at the top" else "".join(f"{pragma}{one}\n" for one in lines)
    )
    assert {
        "PinnedBaseTag", "SecretsUsedInArgOrEnv", "CopyNotAdd", "InstallFromLockfile", "JSONArgsRecommended",
    } <= broken(text)  # fmt: skip


LATEST = {
    "a chain of ARG": "ARG A=late\nARG B=${A}st\nARG C=$B\nFROM node:$C\n",
    "a default": "FROM node:${TAG:-latest}\n",
    "an alternative": "ARG ON=1\nFROM node:${ON:+latest}\n",
    "a cut": "ARG T=latest-24\nFROM node:${T%-24}\n",
    "a replacement": "ARG T=24-alpine\nFROM node:${T/24-alpine/latest}\n",
    "quotes": 'ARG T="latest"\nFROM node:${T}\n',
    "an escape": "ARG T=lat\\est\nFROM node:${T}\n",
    "no tag but a port": "FROM registry:5000/node\n",
    "a tag in the registry's name": "FROM node:24/node\n",
    "a digest that is none": "FROM node:latest@sha256:24\n",
    "another word for it": "FROM node:lts-alpine\n",
    "latest and a variant": "FROM node:latest-alpine\n",
    "a stage of that name, later": "FROM node\nFROM node:24-alpine AS node\n",
    "a stage's number": "FROM node:24-alpine\nFROM 0\n",
    "a copy's source": "FROM node:24-alpine\nCOPY --from=nginx:latest /etc/nginx /etc/nginx\n",
    "a mount's source": "FROM node:24-alpine\nRUN --mount=type=bind,from=nginx,target=/n true\n",
    "small letters and a tab": "from\tnode:LATEST as build\n",
    "a continuation": "FROM \\\n  # node:24\n  node:latest\n",
    "an ARG inside the stage": "ARG T=latest\nFROM node:$T\nARG T=24-alpine\n",
}


@pytest.mark.parametrize("text", LATEST.values(), ids=LATEST.keys())
def test_latest_cannot_be_hidden(text: str) -> None:
    """However it is written, a base that moves is found."""
    assert "PinnedBaseTag" in broken(text)


ROOT = {
    "USER in an earlier stage only": "FROM node:24-alpine AS a\nUSER node\nFROM node:24-alpine\n",
    "taken back at the end": f"{ALPINE}USER node\nUSER 0\n",
    "root by its number and group": f"{ALPINE}USER 00:1000\n",
    "root through a variable": f"{ALPINE}ARG WHO=root\nUSER $WHO\n",
    "root through ENV and a default": f"{ALPINE}ENV A=\nUSER ${{A:-root}}\n",
    "a variable without a value": f"{ALPINE}USER $NOBODY\n",
    "in a comment": f"{ALPINE}# USER node\n",
    "in a heredoc": f"{ALPINE}RUN <<E\nUSER node\nE\n",
    "kept for others": f"{ALPINE}ONBUILD USER node\n",
}


@pytest.mark.parametrize("text", ROOT.values(), ids=ROOT.keys())
def test_root_cannot_be_hidden(text: str) -> None:
    """The user is the one that the last stage ends with, after its variables."""
    assert "NonRootUser" in broken(text)


def test_a_user_from_the_stage_below_holds() -> None:
    """What is no trick is no finding: a stage built upon another keeps its user."""
    assert "NonRootUser" not in broken('FROM node:24-alpine AS base\nUSER node\nFROM base\nCMD ["node"]\n')


NO_INSTALL = {
    "printed": "RUN echo npm ci",
    "quoted": "RUN echo 'RUN npm ci'",
    "in a comment": "RUN true # npm ci",
    "in a variable": "ENV DO='npm ci'",
    "written to a file": "RUN <<E cat > run.sh\nnpm ci\nE",
    "copied": "COPY <<E /run.sh\nnpm ci\nE",
    "kept for others": "ONBUILD RUN npm ci",
    "as a label": "LABEL does='npm ci'",
    "asked for its version": "RUN npm --version",
    "a package of that name": "RUN apk add --no-cache npm",
}


@pytest.mark.parametrize("line", NO_INSTALL.values(), ids=NO_INSTALL.keys())
def test_an_install_that_is_only_told_is_none(line: str) -> None:
    """A step that names an install does none: the check of the install still fails."""
    (rule,) = [one for one in known_rules() if one.name == "InstallFromLockfile"]
    assert list(rule.lacking(parse(f"{ALPINE}{line}\n")))


FREE_INSTALL = {
    "behind an assignment": "RUN CI=1 npm install",
    "in a shell": "RUN sh -c 'npm install'",
    "in a shell, exec form": 'RUN ["sh", "-ec", "true && npm i"]',
    "exec form": 'RUN ["npm", "install"]',
    "in a heredoc": "RUN <<E\nset -e\nnpm install\nE",
    "in a heredoc for a shell": "RUN <<E bash\nnpm install\nE",
    "in a heredoc piped to a shell": "RUN cat <<E | sh\nnpm install\nE",
    "in a file that a shell runs": "RUN cat <<E > f && sh f\nnpm install\nE",
    "assigned": 'RUN A="$(npm install)"',
    "in a substitution": "RUN echo $(npm install)",
    "in a quoted substitution": 'RUN echo "$(npm install)"',
    "behind a condition": "RUN if true; then npm install; fi",
    "behind options": "RUN npm --silent install --no-audit",
    "by another name": "RUN npm i",
    "after npm ci": "RUN npm ci && npm install express",
    "by its path": "RUN /usr/local/bin/npm install",
    "through eval": "RUN eval 'npm install'",
    "through exec": "RUN exec npm install",
    "on the next line": "RUN true \\\n && npm \\\n install",
}


@pytest.mark.parametrize("line", FREE_INSTALL.values(), ids=FREE_INSTALL.keys())
def test_a_free_install_cannot_be_hidden(line: str) -> None:
    """However it is called, an install that may choose other versions is found."""
    assert "InstallFromLockfile" in broken(f"{ALPINE}{line}\n")


SECRETS = {
    "a name in small letters": "ENV db_password=x",
    "an ARG without a value": "ARG GITHUB_TOKEN",
    "the old form": "ENV SECRET x",
    "the second of two": "ENV PORT=1 API_KEY=x",
    "by its look, under a harmless name": "ENV COLOUR=ghp_0123456789abcdefghijABCDEFGHIJ012345",
    "in an address": "RUN git clone https://ada:hunter2@example.org/a.git",
    "in a heredoc": "COPY <<E /key\n-----BEGIN RSA PRIVATE KEY-----\nE",
    "in a label": "LABEL by=AKIAABCDEFGHIJKLMNOP",
    "a file": "COPY .env.production /app/",
    "a file among others": 'COPY ["package.json", "id_rsa", "/app/"]',
}


@pytest.mark.parametrize("line", SECRETS.values(), ids=SECRETS.keys())
def test_a_secret_cannot_be_hidden(line: str) -> None:
    """By its name, its look or its file, a secret in the text is found."""
    rules = {"SecretsUsedInArgOrEnv", "SecretsInText", "SecretsInFiles", "PasswordInAddress"}
    assert broken(f"{ALPINE}{line}\n") & rules


SHELL_STARTS = {
    "single quotes": "CMD ['node', 'a.js']",
    "an array and more": 'CMD ["node", "a.js"] now',
    "a shell by hand": 'CMD ["sh", "-c", "node a.js"]',
    "an earlier one in the exec form": 'CMD ["node"]\nCMD node a.js',
    "in the stage below": "ENTRYPOINT node a.js",
    "a shell that SHELL chose": 'SHELL ["/bin/sh", "-c"]\nCMD node a.js',
}


@pytest.mark.parametrize("line", SHELL_STARTS.values(), ids=SHELL_STARTS.keys())
def test_a_shell_cannot_be_hidden(line: str) -> None:
    """What only looks like the exec form starts a shell, and is found."""
    assert "JSONArgsRecommended" in broken(f"{ALPINE}{line}\n")


PASSES_ALWAYS = [
    "CMD exit 0", 'CMD ["true"]', "CMD true", "CMD wget -q localhost || exit 0", "CMD a || true", "CMD :",
    "CMD wget -q localhost; exit 0", 'CMD ["sh", "-c", "exit 0"]', "CMD echo healthy",
]  # fmt: skip
NO_CHECK = ["HEALTHCHECK NONE", "# HEALTHCHECK CMD a", "ONBUILD HEALTHCHECK CMD a", "LABEL HEALTHCHECK=a"]


@pytest.mark.parametrize("command", PASSES_ALWAYS)
def test_a_health_check_that_always_passes_is_found(command: str) -> None:
    """So is one that forgives what it asked."""
    assert "HealthcheckCanFail" in broken(f"{ALPINE}HEALTHCHECK {command}\n")


@pytest.mark.parametrize("told", NO_CHECK)
def test_a_health_check_that_is_none_is_none(told: str) -> None:
    """Only an instruction of the image itself counts, and not one that turns it off."""
    assert "HealthcheckSaid" in broken(f"{ALPINE}{told}\n")
