"""The server's routes under ``quaycrane/``: findings, completions and the pages of rules."""

import asyncio
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from jupyter_server.base.handlers import APIHandler, JupyterHandler
from jupyter_server.utils import url_path_join
from tornado.web import HTTPError, authenticated

from quaycrane.editor.completing import completions
from quaycrane.editor.findings import findings
from quaycrane.editor.rule_page import rule_page
from quaycrane.editor.written import Written, written


class _Asked(APIHandler):
    """Answers a question about what stands in an editor, beside the server's own work."""

    async def _answer(self, answer: Callable[[Written, dict[str, Any]], list[Any]]) -> None:
        asked = self.get_json_body() or {}
        one = self._written(asked)
        told = await asyncio.to_thread(answer, one, asked) if one else []
        self.finish({"found": [asdict(item) for item in told]})

    def _written(self, asked: dict[str, Any]) -> Written | None:
        root = Path(self.settings["contents_manager"].root_dir).resolve()
        path = (root / str(asked.get("path", "")).lstrip("/")).resolve()
        return written(str(asked.get("text", "")), path) if path.is_relative_to(root) else None


class _Lint(_Asked):
    @authenticated
    async def post(self) -> None:
        """Tell what is to be underlined."""
        await self._answer(lambda one, _: findings(one))


class _Complete(_Asked):
    @authenticated
    async def post(self) -> None:
        """Tell what may stand at the cursor."""
        await self._answer(lambda one, asked: completions(one, str(asked.get("before", ""))))


class _RulePage(JupyterHandler):
    @authenticated
    async def get(self, name: str) -> None:
        """Show the page of a rule."""
        page = rule_page(name)
        if page is None:
            raise HTTPError(404, f"There is no rule {name}")
        self.finish(page)


def handlers(base: str) -> list[tuple[str, type[JupyterHandler]]]:
    """Return the routes.

    Args:
        base: The path under which the server stands.
    """
    routes = {"lint": _Lint, "complete": _Complete, r"rules/(\w+)": _RulePage}
    return [(url_path_join(base, "quaycrane", route), handler) for route, handler in routes.items()]
