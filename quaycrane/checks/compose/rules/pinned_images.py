"""PinnedImages: every image names a version."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule
from quaycrane.checks.versions import with_version

_MOVING = {"", "latest", "edge", "nightly", "dev", "develop", "main", "master", "stable", "canary", "rolling"}


@rule(
    why="`latest`, and no tag at all, mean another image tomorrow, from the same file",
    fix="Name the version: image: mysql:8.4",
    bad="""\
services:
  db:
    image: ${REGISTRY:-docker.io}/mysql:${TAG:-latest}
""",
    good="""\
services:
  db:
    image: mysql:8.4
  api:
    image: mine
    build: .
""",
    elsewhere=("compose-lint CL-0004", "hadolint DL3006"),
)
def pinned_images(resolved: Resolved) -> Iterator[Breach]:
    """Every image is pinned to a version.

    Yield each image without a tag, or with one that moves by its meaning, that is not built here.
    """
    for name, service in resolved.services.items():
        image = str(service.get("image") or "")
        last = image.rpartition("/")[2]
        if image and "build" not in service and "@" not in last and last.partition(":")[2].lower() in _MOVING:
            fix = f"Name the version: image: {with_version(image)}"
            yield Breach(("services", name, "image"), f"{name} takes {image}", fix)
