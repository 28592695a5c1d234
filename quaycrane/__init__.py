"""Learn Docker by driving a real Docker Engine.

- ``pocket``: a real engine in an emulated machine, for where nobody may start one
- ``engine``: finds or starts a Docker Engine, builds, runs, cleans up
- ``kit``: the images that the course needs, published or made here
- ``labs``, ``figures``, ``widgets``: what the units share of experiments, pictures and explorers
- ``units``: one package a unit, with the labs, figures, explorers and checks that are its own
- ``notebook``: what a learner sees in a notebook: magics, banner, tables
- ``checks``: judge a Dockerfile by its text and by what its image and containers do
- ``grading``: grades a class with nbgrader, and runs none of its Python
- ``course``: the units run as one, and what they show of each claim
- ``recorded``: what the units showed on a live engine, for a place that has none
- ``errors``: what went wrong, why, and what to do next
"""

import importlib
from types import ModuleType

__all__ = [
    "checks", "course", "engine", "errors", "figures", "grading", "kit", "labs", "notebook",
    "pocket", "recorded", "units", "widgets",
]  # fmt: skip


def __getattr__(name: str) -> ModuleType:
    """Return a part, loaded when it is asked for: `import quaycrane` alone costs nothing."""
    if name in __all__:
        return importlib.import_module(f"{__name__}.{name}")
    raise AttributeError(f"quaycrane has no part {name!r}")
