"""The explorers of all units, with results made by hand in place of their labs: no engine is needed."""

from collections.abc import Callable
from typing import Any, cast

import ipywidgets as widgets

from quaycrane.units.args_and_env.labs import Asked
from quaycrane.units.args_and_env.widgets import explore_variable
from quaycrane.units.capstone.widgets import explore_drills
from quaycrane.units.compose.checks import read_stack
from quaycrane.units.compose.widgets import explore_stack
from quaycrane.units.image_size.widgets import explore_layers
from quaycrane.units.images_and_containers.labs import Action, Seen
from quaycrane.units.images_and_containers.widgets import explore_life
from quaycrane.units.layers_and_cache.widgets import explore_rebuilds
from quaycrane.units.networking.widgets import explore_reach
from quaycrane.units.security.labs import ACTIONS, Try
from quaycrane.units.security.widgets import explore_rights
from quaycrane.units.volumes.labs import Fate
from quaycrane.units.volumes.widgets import explore_fates
from quaycrane.units.why_docker.labs import Seen as Surroundings
from quaycrane.units.why_docker.widgets import explore_limits
from quaycrane.units.writing_dockerfiles.labs import Practised
from quaycrane.units.writing_dockerfiles.widgets import explore_practices
from tests.units.capstone.results import compared
from tests.units.image_size.results import layer_map, tidy_map
from tests.units.layers_and_cache.results import rebuild
from tests.units.networking.results import reach


class _Box:
    """Stands in for a container that does what it is told."""

    main: object = None

    def act(self, action: Action) -> Seen:
        """Do it."""
        return Seen(action, "exited", 137, ("/note-1",), 2.1, "no such container")


_SEEN = Surroundings("Alpine 3", "6.18", "musl", "03:08 CET (UTC+0100)", 2, 24105, 0.5, 64)
_MADE = Practised("FROM a", 16_500_000, 8, ("COPY . .", "RUN npm run build"), "nginx", ("JSONArgs",))
_TRIES = [Try(one, number < 3, "no") for number, one in enumerate(ACTIONS)]
_MAPS = {"wasteful": layer_map(), "tidy": tidy_map()}

EXPLORERS: dict[str, Callable[[], widgets.VBox]] = {
    "why_docker": lambda: explore_limits(lambda *_: _SEEN, ["alpine:3", "node:24-alpine"]),
    "images_and_containers": lambda: explore_life(cast("Any", _Box())),
    "layers_and_cache": lambda: explore_rebuilds(rebuild),
    "writing_dockerfiles": lambda: explore_practices(lambda _chosen: _MADE),
    "volumes": lambda: explore_fates(lambda _event, _place: Fate.GONE),
    "networking": lambda: explore_reach(lambda _houses, _internal: reach()),
    "compose": lambda: explore_stack(read_stack),
    "image_size": lambda: explore_layers(_MAPS.__getitem__, {name: name for name in _MAPS}),
    "security": lambda: explore_rights(lambda _setting: _TRIES),
    "args_and_env": lambda: explore_variable(lambda *_: Asked("a", "", "d")),
    "capstone": lambda: explore_drills([compared(), compared()]),
}
"""By the unit's package, in the units' order."""
