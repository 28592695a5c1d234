"""What a learner sees of the course in a notebook: `%load_ext quaycrane.notebook`."""

from typing import Any

from quaycrane.notebook.banner import Banner, banner_html, start
from quaycrane.notebook.tables import Table, table

__all__ = ["Banner", "Table", "banner_html", "load_ipython_extension", "start", "table"]


def load_ipython_extension(shell: Any) -> None:  # noqa: ANN401 - IPython has no types for it
    """Register the cell magics and the plain display of our errors."""
    from quaycrane.notebook.axes import show_figures_only  # noqa: PLC0415 - only a shell needs these
    from quaycrane.notebook.magics import AnswerMagics  # noqa: PLC0415
    from quaycrane.notebook.plain_errors import show_plainly  # noqa: PLC0415

    shell.register_magics(AnswerMagics)
    show_plainly(shell)
    show_figures_only(shell)
