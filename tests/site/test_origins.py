"""What the wheel, the kit and the recordings contain is told, with its licence."""

import re

import pytest

from quaycrane.kit import catalogue, project_root
from quaycrane.site.origins import bundled, npm_packages, requirements

PAGE = (project_root() / "docs" / "origins.md").read_text(encoding="utf-8")
TOLD = {part.partition("\n")[0]: part for part in PAGE.split("\n## ")}


def rows(part: str) -> dict[str, str]:
    """Return the licence of each package of a part of the page."""
    found = re.findall(r"^\| (.+?) \| (`.+`) \|$", TOLD[part], re.MULTILINE)
    return {name: licence for licence, names in found for name in re.findall(r"`(.+?)`", names)}


def test_each_package_of_an_installation_is_told() -> None:
    """Whatever `requirements.lock` pins has a row, with a licence."""
    assert sorted(rows("Packages that pip installs beside it")) == requirements()
    assert "not installed here" not in TOLD["Packages that pip installs beside it"]


def test_each_npm_package_is_told_with_the_licence_of_the_lock_file() -> None:
    """Those that a unit's application installs, and those in the editor's extension."""
    assert rows("The kit: npm's packages") == npm_packages()
    assert all(f"| `{name}` in `share/jupyter` |" in TOLD["The wheel"] for name in bundled())
    assert bundled()


def test_each_image_is_told() -> None:
    """What a stand-in is made of is what the catalogue says."""
    assert all(
        f"| `{image.reference}` | {image.made_of} |" in TOLD["The kit: images"] for image in catalogue()
    )


def test_each_debian_package_of_a_recipe_is_told() -> None:
    """Every package that a recipe asks Debian for has a row."""
    recipes = (project_root() / "kit" / "docker-bake.hcl").read_text(encoding="utf-8")
    asked = {
        name
        for names in re.findall(r"\$\{MATERIALS\}/(?:debs|tree)/\w+/([^\"]+)", recipes)
        for name in names.split("+")
    }
    assert asked
    assert asked <= rows("The kit: Debian's packages").keys()


def test_each_requirement_of_an_application_is_told() -> None:
    """The packages of Python that a unit's application installs."""
    wanted = {
        re.split(r"[=<>]", line)[0].lower()
        for path in (project_root() / "source").rglob("requirements.txt")
        for line in path.read_text(encoding="utf-8").split("\n")
        if line
    }
    assert wanted
    assert wanted <= rows("The kit: Node, and Python's packages").keys()


def test_each_recording_is_told() -> None:
    """The table has a row for every file."""
    names = sorted(path.name for path in (project_root() / "recordings").iterdir())
    assert re.findall(r"^\| `(.+?\.gz)` \|", TOLD["The recordings"], re.MULTILINE) == names


@pytest.mark.parametrize("place", ["source", "release", "answers", "kit", "recordings"])
def test_no_folder_of_the_wheel_is_forgotten(place: str) -> None:
    """What the build lays into the wheel has its row; nothing of it is another project's code."""
    assert place in TOLD["The wheel"]
    files = [path.name for path in (project_root() / place).rglob("*") if path.is_file()]
    assert not [name for name in files if name.endswith((".whl", ".tgz", ".deb", ".min.js", ".so"))]
