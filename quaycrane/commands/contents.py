"""Serves notebooks as JupyterLab would have them once their kernel answers, so that none opens as changed."""

from typing import Any

from ipykernel.ipkernel import IPythonKernel
from jupyter_server.services.contents.largefilemanager import AsyncLargeFileManager


class Contents(AsyncLargeFileManager):
    """The files of JupyterLab.

    JupyterLab writes its kernel's name and version of Python into every notebook that it opens. A
    released notebook names no version, for it is the same on every machine, so it was marked as
    changed before anybody touched it. What is in the file stays until it is saved.
    """

    async def get(self, *asked: Any, **options: Any) -> Any:  # noqa: ANN401 - as above
        """Return a file or folder, a notebook with what its kernel will say of itself."""
        model: Any = await super().get(*asked, **options)  # type: ignore[no-untyped-call]
        if model["type"] == "notebook" and model["content"]:
            metadata = model["content"]["metadata"]
            metadata["kernelspec"], metadata["language_info"] = self._said_by_kernel(metadata)
        return model

    def _said_by_kernel(self, metadata: dict[str, Any]) -> tuple[Any, Any]:
        before = metadata.get("kernelspec"), metadata.get("language_info")
        if (before[0] or {}).get("name") != "python3":
            return before
        spec = self.parent.kernel_spec_manager.get_kernel_spec("python3")
        kernel = {"name": "python3", "display_name": spec.display_name, "language": spec.language}
        return kernel, IPythonKernel.language_info
