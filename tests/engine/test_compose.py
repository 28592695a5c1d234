"""`docker compose config` is asked with nothing of this machine in its sight."""

import subprocess
from pathlib import Path

import pytest

from quaycrane.engine import compose_command, compose_config
from quaycrane.engine.compose import config
from quaycrane.errors import InputError, QuaycraneError

pytestmark = pytest.mark.skipif(not compose_command(), reason="no docker compose on this machine")


def test_text_is_resolved_without_a_file(tmp_path: Path) -> None:
    """A text alone gives the model, with short forms written out."""
    text = 'services: {web: {image: nginx, ports: ["8080:80"], profiles: [later]}}'
    found = compose_config(tmp_path, text=text, environment={})
    (port,) = found["services"]["web"]["ports"]
    assert (port["published"], port["target"]) == ("8080", 80)


def test_only_the_given_variables_are_seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither this process nor a file beside the text fills a variable in."""
    monkeypatch.setenv("SECRET", "ours")
    (tmp_path / ".env").write_text("SECRET=beside\n")
    text = 'services: {web: {image: nginx, environment: {A: "${SECRET:-none}", B: "${GIVEN}"}}}'
    given = "given \"$A\" \\ 'x'\nand more"
    found = compose_config(tmp_path, text=text, environment={"GIVEN": given})
    assert found["services"]["web"]["environment"] == {"A": "none", "B": given}


def test_a_variable_changes_nothing_but_the_text(tmp_path: Path) -> None:
    """A variable that would steer the command itself does not reach it."""
    steering = {"PATH": "/nowhere", "LD_PRELOAD": "/nowhere.so", "COMPOSE_PROFILES": "x"}
    found = compose_config(tmp_path, text="services: {web: {image: nginx}}", environment=steering)
    assert list(found["services"]) == ["web"]


def test_the_usual_files_are_read(tmp_path: Path) -> None:
    """Without a text the folder's own files are read, the override over the first."""
    (tmp_path / "compose.yaml").write_text("services: {web: {image: one}}")
    (tmp_path / "compose.override.yaml").write_text("services: {web: {image: two}}")
    assert compose_config(tmp_path)["services"]["web"]["image"] == "two"


def test_a_refusal_says_what_compose_said(tmp_path: Path) -> None:
    """What Compose refuses is an input error with its own words."""
    with pytest.raises(InputError) as caught:
        compose_config(tmp_path, text="services: {web: {image: x, depends_on: [db]}}", environment={})
    assert 'depends on undefined service "db"' in caught.value.why


def test_what_does_not_end_is_ended_as_a_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A text whose aliases never end is given up, and neither the command nor its plugin runs on."""
    monkeypatch.setattr(config, "_PATIENCE_SECONDS", 2)
    levels = [f"x-{one}: &a{one} [{', '.join([f'*a{one - 1}'] * 9)}]" for one in range(1, 30)]
    (tmp_path / "compose.yaml").write_text("\n".join(["x-0: &a0 [a]", *levels, "services: {a: {image: x}}"]))
    with pytest.raises(QuaycraneError):
        compose_config(tmp_path)
    running = subprocess.run(["ps", "-eo", "stat,args"], capture_output=True, text=True, check=True).stdout
    assert not [line for line in running.splitlines() if str(tmp_path) in line and not line.startswith("Z")]
