"""Results made by hand, so that a figure's test needs no engine."""

from quaycrane.units.writing_dockerfiles.labs import FORMS, PRACTICES, Endings, ServerEnd, Shrinking, Step
from tests.figures.results import PROVENANCE

_MEGABYTES = (706.6, 658.1, 251.1, 251.2, 16.5, 16.5)
_RERUN = ("COPY . .", "RUN npm install", "RUN npm run build")


def shrinking(*, one_practice: bool = False) -> Shrinking:
    """Return the front end's images, or with `one_practice` the same one twice."""
    sizes = (16.5, 16.5) if one_practice else _MEGABYTES
    steps = tuple(
        Step(
            practice=name,
            sent_bytes=48_500_000,
            size_bytes=int(size * 1e6),
            layers=14 - row,
            build_seconds=6.5,
            rerun=_RERUN[: 3 - row // 3],
            edit_seconds=None if row == 1 else 5.2,
            user="root" if row < len(_MEGABYTES) - 1 else "nginx",
            holds_secret=row == 0,
        )
        for row, (name, size) in enumerate(zip(PRACTICES, sizes, strict=False))
    )
    return Shrinking(steps, PROVENANCE)


def endings(*, all_closed: bool = False) -> Endings:
    """Return how the forms ended, or with `all_closed` as if each server had closed in order."""
    codes = (137, 143, 137, 0, 1, 0)
    found = tuple(
        ServerEnd(
            form,
            " ".join(command),
            0.3 if all_closed or code != 137 else 10.2,
            0 if all_closed else code,
            all_closed or not code,
        )
        for (form, (command, _)), code in zip(FORMS.items(), codes, strict=True)
    )
    return Endings(found, PROVENANCE)
