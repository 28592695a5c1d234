"""npm and pip inside a student's build: with the network cut, and when something is missing."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.engine import Engine, load, saving
from quaycrane.errors import BuildError
from quaycrane.kit.catalogue import unit_lockfiles

pytestmark = pytest.mark.engine

BUILDERS = ("node:24-alpine", "node:22-alpine", "node:24-slim")
"""Two releases of npm, two C libraries; `node:24` has the layers of `node:24-slim` on top."""

OTHERS = ("python:3.13-slim",)


@pytest.fixture(scope="module")
def builders(engine: Engine, cut: Engine) -> Iterator[Engine]:
    """An engine that is cut off and holds the images that students build on."""
    kit.ensure(engine, (*BUILDERS, *OTHERS), lambda _: None)
    if any(not kit.provenance(engine, name).stand_ins for name in (*BUILDERS, *OTHERS)):
        pytest.skip("a registry gave published images, which bring no packages")
    with saving(engine, [*BUILDERS, *OTHERS]) as stream:
        load(cut, iter(lambda: stream.read(1 << 20), b""))
    yield cut
    cut.sweep_own()
    for name in (*BUILDERS, *OTHERS):
        cut.client.images.remove(name, force=True)


@pytest.mark.sampled(3)
@pytest.mark.parametrize("base", BUILDERS)
@pytest.mark.parametrize(
    "application",
    [path.parent for path in unit_lockfiles() if path.name == "package-lock.json"],
    ids=lambda path: "-".join(path.relative_to(kit.project_root() / "source").parts),
)
def test_npm_ci_needs_no_network(builders: Engine, base: str, application: Path) -> None:
    """`npm ci` installs each application of the course in an unmodified Dockerfile, on every builder."""
    dockerfile = f"FROM {base}\nWORKDIR /app\nCOPY package.json package-lock.json ./\nRUN npm ci\n"
    built = builders.build(application, dockerfile=dockerfile)
    wanted = next(iter(json.loads((application / "package.json").read_text()).get("dependencies", {})), "")
    with builders.running(built.image_id, ["ls", f"/app/node_modules/{wanted}"]) as running:
        assert running.container.wait()["StatusCode"] == 0


@pytest.mark.parametrize("user", ["node", "12345"])
def test_any_user_may_install(builders: Engine, application: Path, user: str) -> None:
    """Npm's cache serves a build that does not run as root."""
    dockerfile = (
        "FROM node:24-alpine\nWORKDIR /app\nRUN chmod 777 /app\n"
        f"COPY package.json package-lock.json ./\nENV HOME=/tmp\nUSER {user}\nRUN npm ci\n"
    )
    assert builders.build(application, dockerfile=dockerfile).image_id


@pytest.mark.parametrize("base", BUILDERS[1:])
def test_npm_fails_loudly(builders: Engine, tmp_path: Path, base: str) -> None:
    """A package that is not in the cache, with no registry in reach, fails the build soon and says why."""
    (tmp_path / "package.json").write_text('{"name": "lost", "dependencies": {"left-pad": "1.3.0"}}')
    dockerfile = f"FROM {base}\nWORKDIR /app\nCOPY package.json ./\nRUN npm install\n"
    with pytest.raises(BuildError) as caught:
        builders.build(tmp_path, dockerfile=dockerfile, timeout_seconds=60)
    assert "npm error" in caught.value.log


@pytest.mark.parametrize("base", OTHERS)
def test_pip_fails_loudly(builders: Engine, tmp_path: Path, base: str) -> None:
    """Pip without an index in reach fails the build soon and says why."""
    with pytest.raises(BuildError) as caught:
        builders.build(tmp_path, dockerfile=f"FROM {base}\nRUN pip install flask\n", timeout_seconds=60)
    assert "No matching distribution" in caught.value.log


def test_machine_s_certificates_are_trusted(builders: Engine) -> None:
    """npm, pip and apt in the stand-ins trust whom this machine trusts."""
    trusted = Path("/etc/ssl/certs/ca-certificates.crt")
    if not trusted.exists():
        pytest.skip("this machine keeps its certificates elsewhere")
    place = "/usr/local/share/ca-certificates/machine.crt"
    for base in (*BUILDERS, *OTHERS):
        with builders.running(base, ["sleep", "60"]) as running:
            assert running.run("cat", place) == trusted.read_text()
            settings = "/usr/local/etc/npmrc" if base.startswith("node") else "/etc/pip.conf"
            assert place in running.run("cat", settings)


def test_pip_install_needs_no_network(builders: Engine) -> None:
    """What a unit's requirements name is in the image already, and pip installs it with the network cut."""
    handbook = kit.project_root() / "source" / "03-layers-and-cache" / "handbook"
    text = (
        "FROM python:3.13-slim\nCOPY requirements.txt .\nRUN --network=none pip install -r requirements.txt\n"
    )
    assert builders.build(handbook, dockerfile=text, no_cache=True).image_id
