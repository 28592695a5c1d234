"""What the unit's checks say of images that only look small."""

import shutil
from pathlib import Path

import pytest

from quaycrane.checks import Check, Verdict, check
from quaycrane.engine import Engine
from quaycrane.kit import project_root
from quaycrane.units.image_size import checks

pytestmark = pytest.mark.engine

SITE = project_root() / "source/08-image-size/site"
PAGES = "/usr/share/nginx/html"
BUILD = "FROM node:24-alpine AS build\nWORKDIR /app\nCOPY . .\nRUN npm ci && npm run build\n"
RIGHT = f"{BUILD}FROM nginx:alpine\nCOPY --from=build /app/dist {PAGES}\n"
WORTH = (
    checks.shows_the_log(),
    checks.no_build_tools(["npm"]),
    checks.lacks_packages(["react"]),
    checks.no_larger_than(RIGHT, 1.25),
    checks.no_layer_holds(["*src/page.js"]),
    checks.ships_no_sources(["src/page.js"]),
    checks.ships_no_new_tool(),
)


def verdicts(folder: Path, text: str, *asked: Check) -> list[Verdict]:
    """Return what checks say of a Dockerfile beside the unit's application."""
    shutil.copytree(SITE, folder / "site", ignore=shutil.ignore_patterns("Dockerfile"))
    (folder / "site" / "Dockerfile").write_text(text)
    return [one.verdict for one in check(folder / "site", *asked).outcomes]


def test_a_layer_of_another_image_earns_nothing(engine: Engine, tmp_path: Path) -> None:
    """The right page, taken out of an image, counts for nothing: not as a page, for its size or content."""
    name = engine.name("kept")
    engine.build(SITE, dockerfile=RIGHT, tag=name)
    try:
        copied = f"FROM nginx:alpine\nCOPY --from={name} {PAGES} {PAGES}\n"
        sources, *worth = verdicts(tmp_path, copied, checks.shows_an_entry(), *WORTH)
    finally:
        engine.client.images.remove(name, force=True)
    assert sources is Verdict.FAILED
    assert set(worth) == {Verdict.SKIPPED}
