"""Each Compose rule is tested by its own examples, and leaves alone what only looks like a breach."""

from pathlib import Path

import pytest

from quaycrane.checks import check, known_checks
from quaycrane.checks.compose import Finding, Rule, known_rules, resolve

every_rule = pytest.mark.parametrize("rule", known_rules(), ids=lambda rule: rule.name)
NAMED = {rule.name: rule for rule in known_rules()}


def found(rule: Rule, text: str) -> list[Finding]:
    """Return what a rule finds in a text that Compose takes."""
    resolved = resolve(text, Path("/project"))
    assert resolved.problems == ()
    return list(rule.findings(resolved))


@every_rule
def test_a_rule_finds_its_bad_example(rule: Rule) -> None:
    """The bad example is found, at a line that it has."""
    findings = found(rule, rule.bad)
    assert findings
    assert all(1 <= one.line <= len(rule.bad.splitlines()) and one.observed for one in findings)


@every_rule
def test_a_rule_lets_its_good_example_pass(rule: Rule) -> None:
    """The good example is a file that Compose takes and that keeps the rule."""
    assert not found(rule, rule.good)


@every_rule
def test_a_rule_is_a_check_that_tells_why(rule: Rule, tmp_path: Path) -> None:
    """A rule can be asked for by name, and its check fails on the bad example and passes on the good one."""
    known = known_checks()[rule.check_name]
    assert (known.title, known.why, known.fix) == (rule.title, rule.why, rule.fix)
    assert rule.title.endswith(".")
    (tmp_path / "compose.yaml").write_text(rule.bad)
    assert check(tmp_path, rule.check_name).failed == (rule.check_name,)
    (tmp_path / "compose.yaml").write_text(rule.good)
    assert check(tmp_path, rule.check_name).fraction == 1


WAITS = "  a: {image: x, depends_on: {b: {condition: service_healthy}}}\n"
DB = "  db: {image: 'mysql:8.4'}\n"
BREACHES = {
    "a database told by its port": ("DatabaseNotPublished", "  x: {image: mine, ports: ['13306:3306']}\n"),
    "a database behind a registry": (
        "DatabaseNotPublished", "  x: {image: 'host:5000/team/postgres:16', ports: ['80:80']}\n",
    ),
    "a database on the host's network": ("DatabaseNotPublished", "  x: {image: mysql, network_mode: host}\n"),
    "a range of ports": ("DatabaseNotPublished", "  x: {image: mysql, ports: ['3306-3307:3306-3307']}\n"),
    "a URL to localhost": (
        "ServicesReachedByName", DB + "  a: {image: x, environment: [DSN=mysql://u:p@localhost:3306/d]}\n",
    ),
    "a loopback address": (
        "ServicesReachedByName", DB + "  a: {image: x, environment: {DB_HOST: 127.0.0.1}}\n",
    ),
    "an address of a container": (
        "ServicesReachedByName", DB + "  a: {image: x, environment: {DB_HOST: 172.18.0.2}}\n",
    ),
    "localhost in a command": (
        "ServicesReachedByName", DB + "  a: {image: x, command: [serve, 'http://localhost:9000']}\n",
    ),
    "a tag hidden in a variable": ("PinnedImages", "  a: {image: 'x${N:-:latest}'}\n"),
    "a comment that asks to look away": (
        "PinnedImages", "  # compose-lint: disable\n  a: {image: x} # hadolint ignore=DL3006\n",
    ),
    "a tag through an anchor": ("PinnedImages", "  a: &a {image: x}\n  b: {<<: *a, user: me}\n"),
    "waits for what has no check": (
        "DependsOnHealthy", DB + "  a: {image: x, depends_on: {db: {condition: service_healthy}}}\n",
    ),
    "waits for a check that is off": (
        "DependsOnHealthy",
        "  b: {image: x, healthcheck: {disable: true}}\n" + WAITS,
    ),
    "a database in a tmpfs": (
        "DatabaseKeepsItsData", "  db: {image: mysql, volumes: [{type: tmpfs, target: /var/lib/mysql}]}\n",
    ),
    "a volume elsewhere": ("DatabaseKeepsItsData", "  db: {image: mysql, volumes: ['./x:/var/lib/other']}\n"),
    "a secret in a build": (
        "NoSecretsInEnvironment", "  a: {build: {context: ., args: {NPM_TOKEN: x}}}\n",
    ),
    "a secret in a list": ("NoSecretsInEnvironment", "  a: {image: x, environment: [API_KEY=1]}\n"),
    "a secret in a URL": ("NoSecretsInEnvironment", "  a: {image: x, environment: {U: 'redis://:pw@c:1'}}\n"),
    "privileged as a word": ("NotPrivileged", "  a: {image: x, privileged: 'yes'}\n"),
    "privileged from below": ("NotPrivileged", "  a: {extends: b}\n  b: {image: x, privileged: true}\n"),
    "a socket below a link": ("NoEngineSocket", "  a: {image: x, volumes: ['/run/docker.sock:/x']}\n"),
    "a socket in the long form": (
        "NoEngineSocket",
        "  a: {image: x, volumes: [{type: bind, source: /var/run/docker.sock, target: /y}]}\n",
    ),
    "a folder above the system": ("NoHostSystemMounts", "  a: {image: x, volumes: ['/x/../:/host']}\n"),
    "the host's clock to write in": (
        "NoHostSystemMounts", "  a: {image: x, volumes: ['/etc/localtime:/etc/localtime']}\n",
    ),
    "a small capability name": ("NoAddedCapabilities", "  a: {image: x, cap_add: [cap_sys_admin]}\n"),
    "all capabilities": ("NoAddedCapabilities", "  a: {image: x, cap_add: [ALL]}\n"),
    "a check that echoes": ("HealthCheckLooks", "  a: {image: x, healthcheck: {test: echo fine}}\n"),
    "a check that exits well": (
        "HealthCheckLooks", "  a: {image: x, healthcheck: {test: [CMD, sh, -c, 'exit 0']}}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "services"), BREACHES.values(), ids=BREACHES.keys())
def test_a_breach_does_not_hide(name: str, services: str) -> None:
    """What says the same in other words is found as well."""
    assert found(NAMED[name], f"services:\n{services}")


KEPT = {
    "a database that is not published": ("DatabaseNotPublished", "  db: {image: mysql, expose: [3306]}\n"),
    "an address to listen at": (
        "ServicesReachedByName", DB + "  a: {image: x, environment: {HOST: 127.0.0.1, BIND: localhost}}\n",
    ),
    "an address for browsers": (
        "ServicesReachedByName",
        DB + "  a: {image: x, ports: ['3000:80'], environment: {PUBLIC_URL: 'http://localhost:3000'}}\n",
    ),
    "a check of itself": (
        "ServicesReachedByName", DB + "  a: {image: x, healthcheck: {test: curl http://localhost:3000}}\n",
    ),
    "a service alone": ("ServicesReachedByName", "  a: {image: x, environment: {DB_HOST: localhost}}\n"),
    "an image with a check of its own": (
        "DependsOnHealthy", "  b: {build: .}\n" + WAITS,
    ),
    "a job that ends": (
        "DependsOnHealthy",
        "  b: {image: x}\n  a: {image: x, depends_on: {b: {condition: service_completed_successfully}}}\n",
    ),
    "a cache": ("DatabaseKeepsItsData", "  c: {image: redis}\n"),
    "a folder of the project": (
        "DatabaseKeepsItsData", "  d: {image: mysql, volumes: ['./d:/var/lib/mysql']}\n",
    ),
    "a secret's file": (
        "NoSecretsInEnvironment", "  a: {image: x, environment: {TOKEN_FILE: /run/secrets/t}}\n",
    ),
    "a word that contains one": (
        "NoSecretsInEnvironment", "  a: {image: x, environment: {KEYBOARD: de, TOKENIZER: a, PWD: /x}}\n",
    ),
    "a digest": ("PinnedImages", "  a: {image: 'x@sha256:" + "0" * 64 + "'}\n"),
    "a registry's port": ("PinnedImages", "  a: {image: 'host:5000/x:1'}\n"),
    "two tiers": (
        "FrontAndBackApart", DB + "  a: {image: x, ports: ['80:80'], environment: {DB_HOST: db}}\n",
    ),
    "the host's clock to read": (
        "NoHostSystemMounts", "  a: {image: x, volumes: ['/etc/localtime:/etc/localtime:ro']}\n",
    ),
    "a folder beside the system": ("NoHostSystemMounts", "  a: {image: x, volumes: ['/data/etc:/etc']}\n"),
    "a check that can fail": (
        "HealthCheckLooks", "  a: {image: x, healthcheck: {test: 'echo ok | nc db 1 || exit 1'}}\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("name", "services"), KEPT.values(), ids=KEPT.keys())
def test_a_rule_does_not_cry_wolf(name: str, services: str) -> None:
    """What looks like a breach and is none is left alone."""
    assert not found(NAMED[name], f"services:\n{services}")


def test_what_compose_refuses_is_told_once(tmp_path: Path) -> None:
    """A file that Compose does not take fails one check with its line; the rules are skipped."""
    (tmp_path / "compose.yaml").write_text("services:\n  web:\n    image: nginx\n    port: ['80:80']\n")
    report = check(tmp_path, "compose-file-is-valid", "pinned-images")
    assert [outcome.verdict.value for outcome in report.outcomes] == ["failed", "skipped"]
    assert report.outcomes[0].line == 4
    assert "Did you mean ports?" in report.outcomes[0].observed


def test_a_file_of_the_host_is_not_read(tmp_path: Path) -> None:
    """A text that names a file of this machine gets nothing of it, and is told why."""
    (tmp_path / "secret.env").write_text("HIDDEN=treasure\n")
    project = tmp_path / "project"
    project.mkdir()
    (project / "link.env").symlink_to(tmp_path / "secret.env")
    for name in (tmp_path / "secret.env", "../secret.env", "link.env"):
        text = f"services:\n  web:\n    image: nginx:1.27\n    env_file: {name}\n"
        (project / "compose.yaml").write_text(text)
        (outcome,) = check(project, "compose-file-is-valid").outcomes
        assert "outside of the project" in outcome.observed
        assert "treasure" not in str(check(project, "no-secrets-in-environment"))


def test_a_chain_of_variables_hides_no_tag(tmp_path: Path) -> None:
    """What `.env` says by way of other variables is what the image is."""
    (tmp_path / ".env").write_text("LAST=latest\nMIDDLE=${LAST}\nTAG=${MIDDLE}\n")
    (tmp_path / "compose.yaml").write_text("services: {db: {image: 'mysql:${TAG}'}}\n")
    assert check(tmp_path, "pinned-images").failed == ("pinned-images",)
    (tmp_path / ".env").write_text("LAST=8.4\nMIDDLE=${LAST}\nTAG=${MIDDLE}\n")
    assert check(tmp_path, "pinned-images").failed == ()
