"""Advice names the reader's own images, ports, variables and services, not those of an example."""

import re
from pathlib import Path

import pytest

from quaycrane.checks.lint.files import is_compose
from quaycrane.checks.lint.finding import LintFinding
from quaycrane.checks.lint.run import Judge
from quaycrane.checks.lint.settings import Configuration
from quaycrane.checks.lint.source import Source
from quaycrane.checks.versions import with_version

FOREIGN = re.compile(
    r"node:24|node:node|\b3000\b|\b3306\b|MYSQL|mysql|\brows\b|\bserver\.js|\b8080\b|\bnpmrc\b|USER node\b"
)
PINNED = "FROM alpine:3.22\n"
DOCKERFILES = {
    "FROM python\n": ("PinnedBaseTag", "FROM python:3.13-slim"),
    "FROM acme/tool:latest AS make\n": ("PinnedBaseTag", "FROM acme/tool:VERSION AS make"),
    "FROM docker.io/library/postgres\n": ("PinnedBaseTag", "FROM docker.io/library/postgres:17"),
    f"{PINNED}COPY --from=nginx /a /b\n": ("PinnedBaseTag", "nginx:1.28"),
    "FROM ruby:slim\n": ("VersionInBaseTag", "ruby:3.4-slim"),
    "FROM alpine:3.22 as base\n": ("FromAsCasing", "FROM alpine:3.22 AS base"),
    "FROM alpine:3.22 AS Base\n": ("StageNameCasing", "AS base"),
    f"{PINNED}CMD flask run --port 5000\n": ("JSONArgsRecommended", 'CMD ["flask", "run", "--port", "5000"]'),
    f"{PINNED}CMD echo 'a b'\n": ("JSONArgsRecommended", 'CMD ["echo", "a b"]'),
    f"{PINNED}ENTRYPOINT java -jar $JAR\n": (
        "JSONArgsRecommended",
        'ENTRYPOINT ["sh", "-c", "exec java -jar $JAR"]',
    ),
    f"{PINNED}CMD migrate && serve\n": ("JSONArgsRecommended", "a script that ends with exec"),
    f"{PINNED}ENV GREETING hello there\n": ("LegacyKeyValueFormat", 'ENV GREETING="hello there"'),
    f"{PINNED}MAINTAINER Grace Hopper\n": ("MaintainerDeprecated", 'authors="Grace Hopper"'),
    f"{PINNED}ARG PIP_TOKEN\n": ("SecretsUsedInArgOrEnv", "id=pip_token"),
    f"{PINNED}ENV DB_PASSWORD=x\n": ("SecretsUsedInArgOrEnv", "DB_PASSWORD"),
    f"{PINNED}WORKDIR srv/shop\n": ("WorkdirRelativePath", "WORKDIR /srv/shop"),
    f"{PINNED}RUN cd /srv/shop && make\n": ("WorkdirNotCd", "WORKDIR /srv/shop"),
    f"{PINNED}ADD shop /srv/shop\n": ("CopyNotAdd", "COPY shop /srv/shop"),
    f"{PINNED}EXPOSE 9000:5000\n": ("ExposeInvalidFormat", "EXPOSE 5000"),
    f"{PINNED}EXPOSE 53/UDP\n": ("ExposeProtoCasing", "53/udp"),
    f"{PINNED}COPY a b /srv\n": ("CopyEndsInFolder", "/srv/"),
    f"{PINNED}COPY $SHOP /srv/\n": ("UndefinedVar", "SHOP"),
    "FROM alpine:$RELEASE\n": ("UndefinedArgInFrom", "ARG RELEASE="),
    f"{PINNED}{PINNED}COPY --from=0 /a /b\n": ("StageByName", "FROM alpine:3.22 AS build"),
    f"{PINNED}RUN dnf install tar\n": ("InstallAsksNothing", "dnf -y install"),
    f"{PINNED}RUN dnf install -y tar\n": ("PackageCacheRemoved", "dnf clean all"),
    f"{PINNED}RUN zypper --non-interactive install tar\n": ("PackageCacheRemoved", "zypper clean"),
    f"{PINNED}RUN npm install express\n": ("PinnedPackages", "express@VERSION"),
    f"{PINNED}RUN pip install flask\n": ("PinnedPackages", "flask==VERSION"),
    f"{PINNED}RUN apk add --no-cache curl\n": ("PinnedPackages", "curl=VERSION"),
    f"{PINNED}COPY . .\nRUN pip install -r needs/dev.txt\n": ("ManifestBeforeSources", "COPY needs/dev.txt"),
    f"{PINNED}COPY . .\nRUN yarn install\n": ("ManifestBeforeSources", "yarn.lock"),
    f"{PINNED}RUN yarn install\n": ("InstallFromLockfile", "yarn install --frozen-lockfile"),
    f"{PINNED}RUN pnpm install\n": ("InstallFromLockfile", "pnpm install --frozen-lockfile"),
    f"{PINNED}USER app\nUSER root\n": ("LastUserIsNotRoot", "USER app"),
}
COMPOSE = {
    "image: postgres": ("PinnedImages", "image: postgres:17"),
    "image: ghcr.io/a/b:nightly": ("PinnedImages", "ghcr.io/a/b:VERSION"),
    "{image: 'postgres:17', ports: ['15432:5432']}": ("DatabaseNotPublished", "127.0.0.1:15432:5432"),
    "image: mongo:8.0": ("DatabaseKeepsItsData", "shop-data:/data/db"),
    "{image: 'a:1', environment: {API_TOKEN: x}}": (
        "NoSecretsInEnvironment", "API_TOKEN_FILE: /run/secrets/api-token",
    ),
    "{image: 'a:1', depends_on: [pg]}": (
        "DependsOnHealthy", "depends_on: {pg: {condition: service_healthy}}",
    ),
    "{image: 'a:1', ports: ['80:9000'], healthcheck: {test: 'true'}}": ("HealthCheckLooks", "127.0.0.1:9000"),
    "{image: 'a:1', environment: {DB: 'postgres://u@localhost:5432/x'}}": (
        "ServicesReachedByName", "u@pg:5432",
    ),
    "{image: 'a:1', ipc: host}": ("NoHostNamespaces", "ipc: host"),
    "{image: 'a:1', user: root}": ("NotExplicitlyRoot", "user: root"),
    "{image: 'a:1', cap_add: [SYS_PTRACE]}": ("NoAddedCapabilities", "SYS_PTRACE"),
    "{image: 'a:1', security_opt: ['seccomp:unconfined']}": ("SecurityProfilesKept", "seccomp:unconfined"),
}  # fmt: skip


def findings(name: str, text: str) -> list[LintFinding]:
    """Return every finding in a text under a name."""
    source = Source(name, Path("/nowhere", name), text, is_compose(name))
    return Judge(Configuration(heeded=False), {}).text(source)


@pytest.mark.parametrize(("text", "wanted"), DOCKERFILES.items(), ids=DOCKERFILES.keys())
def test_advice_on_a_dockerfile(text: str, wanted: tuple[str, str]) -> None:
    """What to try is written with what stands in the file."""
    rule, said = wanted
    advice = [one.fix for one in findings("Dockerfile", text) if one.rule.name == rule]
    assert advice
    assert all(said in one for one in advice), advice


@pytest.mark.parametrize(("service", "wanted"), COMPOSE.items(), ids=COMPOSE.keys())
def test_advice_on_a_compose_file(service: str, wanted: tuple[str, str]) -> None:
    """What to try names the file's own services, ports and variables."""
    rule, said = wanted
    body = service if service.startswith("{") else f"{{{service}}}"
    text = f"services:\n  shop: {body}\n  pg: {{image: 'postgres:17', volumes: ['v:/var/lib/postgresql']}}\n"
    advice = [one.fix for one in findings("compose.yaml", text) if one.rule.name == rule]
    assert advice
    assert any(said in one for one in advice), advice


@pytest.mark.parametrize("text", DOCKERFILES, ids=DOCKERFILES.keys())
def test_advice_speaks_of_nothing_else(text: str) -> None:
    """No advice brings up an image, a port or a variable that the file does not have."""
    for one in findings("Dockerfile", text):
        assert set(FOREIGN.findall(one.fix)) <= set(FOREIGN.findall(text)), (one.rule.name, one.fix)


VERSIONS = {
    "node": "node:24-alpine",
    "node:lts-alpine": "node:24-alpine",
    "node:latest": "node:24-alpine",
    "library/redis": "library/redis:8.2",
    "registry.example.org:5000/team/app": "registry.example.org:5000/team/app:VERSION",
    "team/app:edge-slim": "team/app:VERSION-slim",
    "bitnami/redis": "bitnami/redis:VERSION",
}


@pytest.mark.parametrize(("image", "named"), VERSIONS.items())
def test_a_version_is_put_where_it_belongs(image: str, named: str) -> None:
    """A well-known image gets a version that there is, any other one a place for it; the variant stays."""
    assert with_version(image) == named
