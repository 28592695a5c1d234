"""What a learner sees of the course in a notebook: `%load_ext quaycrane.notebook`."""

from typing import Any

from quaycrane.notebook.banner import Banner, banner_html, start
from quaycrane.notebook.tables import Table, table

__all__ = ["Banner", "Table", "banner_html", "load_ipython_extension", "start", "table"]


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Register the cell magics and the plain display of our errors."""
    from quaycrane.notebook.axes import show_figures_only  # noqa: PLC0415 - only a shell needs these
    from quaycrane.notebook.docker_magic import DockerMagics  # noqa: PLC0415
    from quaycrane.notebook.magics import AnswerMagics  # noqa: PLC0415
    from quaycrane.notebook.plain_errors import show_plainly  # noqa: PLC0415

    shell.register_magics(AnswerMagics, DockerMagics)
    show_plainly(shell)
    show_figures_only(shell)
    _load_again_silently(shell)


def _load_again_silently(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Let the set-up cell load the extension a second time without a word."""

    def forget(_result: object) -> None:
        shell.events.unregister("post_run_cell", forget)
        shell.extension_manager.loaded.discard(__name__)

    shell.events.register("post_run_cell", forget)
