"""What JupyterLab's server tells an editor about a Dockerfile or a Compose file, while one types.

No kernel is asked, so it answers while one is busy. The other half, in the browser, is `labextension/`.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jupyter_server.serverapp import ServerApp


def _jupyter_server_extension_points() -> list[dict[str, str]]:
    """Tell Jupyter's server what of the package extends it."""
    return [{"module": __name__}]


def _load_jupyter_server_extension(server: "ServerApp") -> None:
    """Let the server answer an editor."""
    from quaycrane.editor.handlers import handlers  # noqa: PLC0415 - only a server needs tornado

    routes = handlers(server.web_app.settings["base_url"])
    server.web_app.add_handlers(".*$", routes)  # type: ignore[no-untyped-call]
