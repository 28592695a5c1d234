"""Packages, their versions, caches and questions are told apart as each package manager does."""

import pytest

from quaycrane.checks.dockerfile import known_rules, parse

RULES = {rule.name: rule for rule in known_rules()}


def finds(rule: str, text: str) -> bool:
    """Return whether a rule finds something below a base."""
    return bool(list(RULES[rule].find(parse(f"FROM debian:12-slim\n{text}\n"))))


FREE = [
    "apt-get install -y curl", "apt-get -y install curl=8 vim", "apt install -yq curl",
    "apt-get install -t stable curl", "apk add --no-cache curl", "apk add -t .build curl",
    "dnf in -y httpd", "dnf5 install -y httpd", "yum install -y java-17-openjdk",
    "dnf install -y gcc-c++ python3-pip", "microdnf install tar", "zypper -n in httpd", "pip install flask",
    "pip3 install flask[async]", "pip install git+https://github.com/a/b.git",
    "pip install git+ssh://git@github.com/a/b", "python -m pip install flask",
    "python3.13 -m pip install -U pip", "/opt/venv/bin/pip install flask", "uv pip install --system flask",
    "uv tool install ruff", "pipx install black", "npm install -g serve", "npm i -g @a/b",
    "npm install npm@latest", "yarn global add serve", "yarn add left-pad", "pnpm add -g serve",
    "bun add -g serve", "gem install rails", "gem install -N rails", "npm i git+https://github.com/a/b.git",
    "pip install --index-url https://e.org/simple --timeout 9 -r r.txt flask",
]  # fmt: skip
PINNED = [
    "apt-get install -y curl=8 vim-", "apt-get install -y curl/bookworm", "apt-get install -y ./a.deb",
    "apt-get install -y $PACKAGES", "apk add --no-cache curl=8.5.0-r0", "apk add --no-cache 'curl~8'",
    "dnf in -y httpd-2.4", "yum install -y java-1.8.0-openjdk-1.8.0.392",
    "dnf install -y @development-tools", "dnf install -y 'dnf-command(config-manager)'",
    "yum install -y https://e.org/a.rpm", "zypper in -y httpd=2.4", "pip install flask==3.1",
    "pip install 'flask>=3,<4'", "pip install --constraint c.txt -r r.txt",
    "pip install --requirement r.txt", "pip install -f wheels --no-index flask==3.1",
    "pip install --only-binary :all: flask==3.1", "pip install --root-user-action ignore flask==3.1",
    "pip install --timeout 100 flask==3.1", "pip install -e .", "pip install .[dev]",
    "pip install -t /x -c c.txt flask==1", "pip install ./dist/a.whl", "pip install a-1.0.whl",
    "pip install git+https://e.org/a.git@v1", "pip install 'a @ git+https://e.org/a.git@v1'",
    "pipenv install black", "poetry add black", "uv sync", "uv pip install flask==3",
    "uv pip install --python 3.13 -r r.txt", "npm ci", "npm install", "npm install -g serve@14.2.0",
    "npm i @a/b@^1", "npm i ./local", "npm i --prefix /x --registry https://e.org serve@1", "yarn install",
    "yarn add left-pad@1.3.0", "gem install rails:7.0.1", "gem install rails -v 7.0",
    "gem install rails --version=7.0", "npm i git+https://github.com/a/b.git#v1", "pip install $X",
]  # fmt: skip


@pytest.mark.parametrize("command", FREE)
def test_a_package_without_a_version_is_found(command: str) -> None:
    """Whichever package manager takes it, however it is called, and wherever it comes from."""
    assert finds("PinnedPackages", f"RUN {command}")


@pytest.mark.parametrize("command", PINNED)
def test_what_names_a_version_or_no_package_is_not_found(command: str) -> None:
    """The value of an option, a file, a removal and a pinned package are no package in whichever version."""
    assert not finds("PinnedPackages", f"RUN {command}")


LEFT = [
    "apt-get update && apt-get install -y a",
    "rm -rf /var/lib/apt/lists/* && apt-get update && apt-get install -y a",
    "apt-get update && apt-get install -y a && apt-get clean", "apt-get install -y a && rm -rf /tmp/*",
    "yum install -y a", "yum clean all && yum install -y a", "dnf5 install -y a", "dnf in -y a",
    "dnf upgrade -y", "dnf groupinstall -y a",
    "dnf clean all; dnf -y --setopt install_weak_deps=False install a", "microdnf install a",
    "tdnf install -y a", "zypper in -y a", "zypper clean && zypper in -y a",
    "apt-get update && rm -rf /var/lib/apt/lists && apt-get update",
    "apt-get update && find /var/lib/apt/lists -type f", "apt-get update && find /tmp -delete",
]  # fmt: skip
CLEANED = [
    "apt-get update && apt-get install -y a && rm -rf /var/lib/apt/lists/*",
    "apt-get update && rm -rf /var/lib/apt/lists", "apt-get install -y a; rm -r -f /var/lib/apt/*",
    "apt-get install -y a && rm -rf /var/{lib/apt/lists,cache/apt}/*",
    "apt-get update && find /var/lib/apt/lists -type f -delete", "apt-get update && apt-get dist-clean",
    "apt-get update && find /var/lib/apt/lists -mindepth 1 -exec rm -rf {} +",
    "apt-get update && rm -rf /var/lib/{apt,dpkg}/lists",
    "apt-get update && sudo rm -rf '/var/lib/apt/lists'/*", "yum install -y a && yum clean all",
    "dnf in -y a && dnf clean all", "dnf install -y a && rm -rf /var/cache/dnf",
    "dnf5 install -y a && dnf5 clean all", "yum install -y a && rm -rf /var/cache/yum",
    "microdnf install a && microdnf clean all", "dnf install -y a && yum clean all",
    "zypper in -y a && zypper clean -a", "dnf install -y a && rm -rf /var/cache/*", "apt-get remove -y a",
    "dnf remove -y a", "apt-get update && rm -rf /var/lib/apt/lists/deb*",
]  # fmt: skip


@pytest.mark.parametrize("script", LEFT)
def test_a_cache_that_stays_is_found(script: str) -> None:
    """Whatever fills it last, and in whichever order it is cleaned."""
    assert finds("PackageCacheRemoved", f"RUN {script}")


@pytest.mark.parametrize("script", CLEANED)
def test_a_cache_that_goes_is_not_found(script: str) -> None:
    """Whichever way it is removed after it was filled."""
    assert not finds("PackageCacheRemoved", f"RUN {script}")


ASKS = [
    "apt-get install a", "apt-get install -q a", "yum install a", "dnf in a", "dnf5 install a",
    "zypper in a", "timeout 60 apt-get install a", "xargs apt-get install a",
    "apt-get install --no-install-recommends a", "aptitude install a", "apt-get reinstall a",
]  # fmt: skip
ASKS_NOTHING = [
    "apt-get install -q -q a", "apt-get install -qq a", "apt-get install -q=2 a", "apt-get -yq install a",
    "apt-get install --assume-yes a", "apt-get -o APT::Get::Assume-Yes=true install a",
    "yes | apt-get install a", "echo y | apt install a", "microdnf install a", "apk add a",
    "zypper install --no-confirm a", "zypper -n in a", "zypper --non-interactive in a", "zypper in -y a",
    "dnf -y in a", "dnf in --assumeyes a",
    "echo 'APT::Get::Assume-Yes \"true\";' > /etc/apt/apt.conf.d/90 && apt-get install a",
    "apt-get install -d a",
]  # fmt: skip


@pytest.mark.parametrize("script", ASKS)
def test_an_install_that_asks_is_found(script: str) -> None:
    """Nobody is there to answer."""
    assert finds("InstallAsksNothing", f"RUN {script}")


@pytest.mark.parametrize("script", ASKS_NOTHING)
def test_an_install_that_does_not_ask_is_not_found(script: str) -> None:
    """Whichever way it is told yes, or needs none."""
    assert not finds("InstallAsksNothing", f"RUN {script}")


PIP_KEEPS = [
    "RUN pip install a==1", "RUN python3 -m pip install a==1",
    "ENV PIP_NO_CACHE_DIR=off\nRUN pip install a==1", "RUN uv pip install a",
    "ENV PIP_NO_CACHE_DIR=0\nRUN pip install a", "ENV PIP_NO_CACHE_DIR=false\nRUN pip install a",
    "RUN rm -rf ~/.cache && pip install a", "ENV PIP_NO_CACHE_DIR=no\nRUN pip3 install a",
    "RUN pip cache purge && pip install a",
]  # fmt: skip
PIP_CLEAN = [
    "RUN pip install --no-cache-dir a", "ENV PIP_NO_CACHE_DIR=1\nRUN pip install a",
    "ENV PIP_NO_CACHE_DIR=on\nRUN pip install a", "RUN pip install a && rm -rf /root/.cache/pip",
    "RUN pip install a && rm -rf ~/.cache", "RUN pip install a && rm -rf $HOME/.cache/*",
    "RUN pip install a && pip cache purge", "RUN python -m pip install a && python -m pip cache purge",
    "RUN PIP_NO_CACHE_DIR=1 pip install a", "RUN --mount=type=cache,target=/root/.cache/pip pip install a",
    "RUN --mount=type=cache,target=/root/.cache pip install a",
    "RUN export PIP_NO_CACHE_DIR=1 && pip install a",
    "RUN pip config set global.no-cache-dir true && pip install a", "RUN pip wheel a",
    "RUN uv pip install --no-cache a", "RUN pipenv install a",
    "RUN pip install a && find /root/.cache -type f -delete",
]  # fmt: skip


@pytest.mark.parametrize("text", PIP_KEEPS)
def test_a_cache_of_pip_is_found(text: str) -> None:
    """Off, no, 0 and false leave the cache on, and what is removed before the install comes back."""
    assert finds("PipNoCache", text)


@pytest.mark.parametrize("text", PIP_CLEAN)
def test_no_cache_of_pip_is_not_found(text: str) -> None:
    """Whichever way it is switched off, mounted or removed."""
    assert not finds("PipNoCache", text)


UPDATES_ONLY = [
    "apt-get update",
    "apt-get update && apt-get clean",
    "apk update",
    "apt-get update; apt-get autoremove -y",
]
UPDATES_AND_USES = [
    "apt-get update && apt-get -y reinstall tzdata", "apt-get update && xargs < /l apt-get install -y",
    "apt-get update && ./install.sh", "apt-get update && bash /tmp/deps.sh",
    "apt-get update && cat l | xargs apt-get install -y", "apt-get update && apt-get build-dep -y a",
    "apt-get update && npx playwright install-deps", "apt-get update && /bin/bash /x",
    "apk update && apk add a", "apt-get update && mk-build-deps -i a",
]  # fmt: skip


@pytest.mark.parametrize("script", UPDATES_ONLY)
def test_a_list_that_nothing_uses_is_found(script: str) -> None:
    """An update without an install is cached for the one that follows."""
    assert finds("AptUpdateWithInstall", f"RUN {script}")


@pytest.mark.parametrize("script", UPDATES_AND_USES)
def test_a_list_that_is_used_is_not_found(script: str) -> None:
    """Whichever command installs by it, or may."""
    assert not finds("AptUpdateWithInstall", f"RUN {script}")
