"""What makes an image small, which counts for an image that does its work, and for no other."""

import json
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from quaycrane.checks import Check
from quaycrane.checks.answer import Answer
from quaycrane.checks.behaviour import serves
from quaycrane.checks.declared import checked
from quaycrane.checks.image import base_image, contents, installed, searched
from quaycrane.checks.image.traces import traces_of
from quaycrane.checks.registry import Observation

_ONE_STAGE = """\
FROM node:24
WORKDIR /app
COPY . .
RUN npm ci && npm run build
CMD ["node"]
"""
_PAGE = serves.serves_page(port=80, contains="Fog in the morning")
_SOURCES = serves.serves_its_sources("src/entries.js", port=80, replacing="Fog in the morning")
_TOOL = "tools/chart"


def shows_the_log() -> Check:
    """Return the check that the page is served, which earns nothing where it is not made of its sources."""
    return replace(_PAGE, stands_with=(_SOURCES.name,))


def shows_an_entry() -> Check:
    """Return the check that the page follows its sources."""
    return _SOURCES


def far_below_one_stage() -> Check:
    """Return the check that the image is a tenth of the application in one stage at most."""
    return _for_what_works(
        base_image.no_larger_than(reference=_ONE_STAGE, times=0.1, called="all of it in one stage")
    )


def no_larger_than(reference: str, times: float) -> Check:
    """Return the check of a size beside another Dockerfile's, for an image that serves its sources.

    Args:
        reference: The other Dockerfile, built beside the answer's files.
        times: How many times as large the answer's image may be.
    """
    return _for_what_works(base_image.no_larger_than(reference=reference, times=times))


def no_build_tools(tools: Sequence[str]) -> Check:
    """Return the check that none of these programs is in the image, for one that serves its sources."""
    return _for_what_works(contents.no_build_tools(tools=tools))


def lacks_packages(names: Sequence[str]) -> Check:
    """Return the check that none of these packages is in the image, for one that serves its sources."""
    return _for_what_works(installed.lacks_packages(names=names))


def no_layer_holds(paths: Sequence[str]) -> Check:
    """Return the check that no layer holds such paths, for an image that serves its sources."""
    return _for_what_works(searched.no_layer_holds(paths=paths))


def ships_no_sources(files: Sequence[str]) -> Check:
    """Return the check that no layer holds these sources, for an image that serves them."""
    return _for_what_works(searched.ships_no_sources(files=files))


def ships_no_new_tool() -> Check:
    """Return the check that no layer holds a development dependency that was added."""
    return _for_what_works(added_tool_stays_out())


@checked(
    why="The next tool that the build needs must not be in the image either",
    fix="Let nothing into the last stage but what the build made",
    needs=("builds",),
)
def added_tool_stays_out(answer: Answer) -> Observation:
    """A development dependency that is added to the manifest is in no layer of the image."""
    found = traces_of(answer, _add_tool)
    return Observation(
        passed=not found, observed=f"It is in {', '.join(found[:5])}" if found else "It is nowhere"
    )


def _add_tool(folder: Path, word: str) -> None:
    """Add a package that lies in a folder of its own, so that no network is needed for it."""
    name = f"chart-{word}"
    tool = folder / _TOOL
    tool.mkdir(parents=True)
    (tool / "index.js").write_text(f"export const chart = '{word}';\n", encoding="utf-8")
    told = {"name": name, "version": "1.0.0", "main": "index.js"}
    (tool / "package.json").write_text(json.dumps(told), encoding="utf-8")
    manifest, lock = folder / "package.json", folder / "package-lock.json"
    asked, locked = json.loads(manifest.read_text()), json.loads(lock.read_text())
    for place in (asked, locked["packages"][""]):
        place.setdefault("devDependencies", {})[name] = f"file:{_TOOL}"
    locked["packages"][_TOOL] = {"name": name, "version": "1.0.0", "dev": True}
    locked["packages"][f"node_modules/{name}"] = {"resolved": _TOOL, "link": True}
    manifest.write_text(json.dumps(asked), encoding="utf-8")
    lock.write_text(json.dumps(locked), encoding="utf-8")


def _for_what_works(check: Check) -> Check:
    """Return the check as one that earns nothing where the image does not serve what it is built from."""
    return replace(check, stands_with=(_PAGE.name, _SOURCES.name))
