"""What a learner sees of the course in a notebook: `%load_ext quaycrane.notebook`.

What a unit's cells need so that they can run twice, out of order, and beside another notebook:

- ``name=engine.fresh("web")`` gives ``web-3f9a``, a name of this run's own, and first removes what this run
  made under it; ``engine.name("web")`` gives the same name and removes nothing. In a command it is written
  ``%docker exec {web} ls``, with ``web = engine.fresh("web")`` before it.
- A name that is not there yet is answered with the cell that makes it (`quaycrane.first_cells`).
- Published ports are asked for with ``ports={"80/tcp": None}``, and read with ``container.reload()``.
- What is made through ``engine.client`` and ``%docker`` is the notebook's and goes with it; what
  ``!docker`` and ``docker.from_env()`` make is the learner's own, and stays.
"""

from typing import Any

from quaycrane.notebook.asking import predict
from quaycrane.notebook.banner import Banner, banner_html, start
from quaycrane.notebook.hinting import hint
from quaycrane.notebook.progress import progress
from quaycrane.notebook.progress_line import steps
from quaycrane.notebook.tables import Table, table

__all__ = [
    "Banner", "Table", "banner_html", "hint", "load_ipython_extension", "predict", "progress", "start",
    "steps", "table",
]  # fmt: skip


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Register the cell magics and the plain display of our errors."""
    from quaycrane.notebook.axes import show_figures_only  # noqa: PLC0415 - only a shell needs these
    from quaycrane.notebook.docker_magic import DockerMagics  # noqa: PLC0415
    from quaycrane.notebook.hinting import HintMagics  # noqa: PLC0415
    from quaycrane.notebook.judging_line import show_judging  # noqa: PLC0415
    from quaycrane.notebook.magics import AnswerMagics  # noqa: PLC0415
    from quaycrane.notebook.plain_errors import show_plainly  # noqa: PLC0415

    shell.register_magics(AnswerMagics, DockerMagics, HintMagics)
    shell.user_ns.setdefault("hint", hint)
    show_plainly(shell)
    show_judging()
    show_figures_only(shell)
    _load_again_silently(shell)


def _load_again_silently(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Let the set-up cell load the extension a second time without a word."""

    def forget(_result: object) -> None:
        shell.events.unregister("post_run_cell", forget)
        shell.extension_manager.loaded.discard(__name__)

    shell.events.register("post_run_cell", forget)
