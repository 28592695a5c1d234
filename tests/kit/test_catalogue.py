"""The catalogue is whole, and true to recipes and units."""

import json
import re
import sys
from pathlib import Path

import pytest

from quaycrane import kit
from quaycrane.kit.catalogue import unit_lockfiles
from quaycrane.kit.needs import needs, references_of

IMAGES = {image.reference: image for image in kit.catalogue()}


def test_references_are_told_once() -> None:
    """No two entries have the same reference or the same target."""
    assert len(IMAGES) == len(kit.catalogue())
    assert len({image.target for image in IMAGES.values()}) == len(IMAGES)


@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES.keys())
def test_entry_has_a_recipe(image: kit.KitImage) -> None:
    """Each entry names folders that are there and a target of the bake file."""
    root = kit.project_root() / "kit"
    assert all((root / folder / "Dockerfile").exists() for folder in image.folders)
    assert f'target "{image.target}"' in (root / "docker-bake.hcl").read_text()


PUBLISHED = {name: image for name, image in IMAGES.items() if image.published}


@pytest.mark.parametrize("image", PUBLISHED.values(), ids=PUBLISHED.keys())
def test_published_image_is_of_the_same_name(image: kit.KitImage) -> None:
    """A registry gives the image of that name; but for distroless, the tag is no moving one."""
    name, _, tag = image.published.rpartition(":")
    assert name == re.sub(r":[^:/]+$", "", image.reference)
    assert tag != "latest" or "distroless" in name


def test_units_name_images_of_the_kit() -> None:
    """Every image that a unit's set-up cell asks for is in the catalogue."""
    asked = needs(kit.project_root() / "source")
    assert all(asked.values())
    assert all(references <= set(IMAGES) for references in asked.values())


def test_a_unit_needs_what_its_set_up_cell_asks_for() -> None:
    """Magics, other calls and other cells are passed over."""
    code = '%load_ext x\nother("busybox")\nengine = start("alpine:3",\n  "node:24-alpine")'
    cells = [
        {"cell_type": "code", "metadata": {"tags": ["setup"]}, "source": code.splitlines(keepends=True)},
        {"cell_type": "code", "metadata": {}, "source": ['start("redis:7")']},
    ]
    assert references_of(json.dumps({"cells": cells})) == ("alpine:3", "node:24-alpine")


def test_fingerprint_follows_the_recipe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A changed recipe, or a changed lock file where npm's cache is filled from it, is another image."""
    root = tmp_path / "course"
    for image in (IMAGES["busybox"], IMAGES["node:24-alpine"]):
        for folder in image.folders:
            (root / "kit" / folder).mkdir(parents=True)
            (root / "kit" / folder / "Dockerfile").write_text("FROM scratch")
    bake = root / "kit" / "docker-bake.hcl"
    bake.write_text((kit.project_root() / "kit" / "docker-bake.hcl").read_text())
    application = root / "source" / "01-unit" / "app"
    application.mkdir(parents=True)
    (application / "package.json").write_text("{}")
    (application / "package-lock.json").write_text("{}")
    monkeypatch.setattr(sys.modules["quaycrane.kit.catalogue"], "project_root", lambda: root)
    seen = []
    for path in (None, root / "kit" / "alpine" / "Dockerfile", application / "package-lock.json"):
        if path:
            path.write_text("changed")
        seen.append((IMAGES["busybox"].fingerprint, IMAGES["node:24-alpine"].fingerprint))
    assert len({busybox for busybox, _ in seen}) == 1
    assert len({node for _, node in seen}) == 3
    bake.write_text(bake.read_text().replace('target "alpine" {', 'target "alpine" {\n  # changed'))
    assert IMAGES["busybox"].fingerprint == seen[-1][0]
    assert IMAGES["node:24-alpine"].fingerprint != seen[-1][1]


def test_applications_in_any_depth_count() -> None:
    """Every lock file of a unit comes with its manifest; requirements are both in one."""
    names = [path.name for path in unit_lockfiles() if path.name != "requirements.txt"]
    assert names
    assert names == ["package.json", "package-lock.json"] * (len(names) // 2)


def test_a_lock_file_that_brings_nothing_is_passed_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of two that name the same packages the first counts; one package more, or a broken file, counts."""
    monkeypatch.setattr(sys.modules["quaycrane.kit.catalogue"], "project_root", lambda: tmp_path)
    kite = {"node_modules/kite": {"version": "1.0.0", "integrity": "sha512-a"}}
    locks = {
        "01-first": {"": {"name": "first"}} | kite,
        "02-second": {"": {"name": "second"}} | kite,
        "03-third": kite | {"node_modules/key": {"version": "2.0.0"}},
    }
    for unit, packages in locks.items():
        (tmp_path / "source" / unit).mkdir(parents=True)
        (tmp_path / "source" / unit / "package-lock.json").write_text(json.dumps({"packages": packages}))
    (tmp_path / "source" / "04-broken").mkdir()
    (tmp_path / "source" / "04-broken" / "package-lock.json").write_text("{")
    found = [path.parent.name for path in unit_lockfiles() if path.name == "package-lock.json"]
    assert found == ["01-first", "03-third", "04-broken"]


@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES.keys())
def test_documentation_has_the_image(image: kit.KitImage) -> None:
    """docs/kit.md tells of each image what the catalogue does."""
    differs = f". Differs: {image.differs}" if image.differs else ""
    published = f"`{image.published}`" if image.published else "none"
    row = f"| `{image.reference}` | {published} | {image.made_of}{differs} | {image.size_mb:g} |"
    assert row in (kit.project_root() / "docs" / "kit.md").read_text(encoding="utf-8").splitlines()
