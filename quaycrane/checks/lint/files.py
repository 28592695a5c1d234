"""Finds the Dockerfiles and Compose files of a folder by the names that people give them."""

import os
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

_DOCKERFILE = re.compile(r"(.+[._-])?(dockerfile|containerfile)([._-].+)?", re.IGNORECASE)
_COMPOSE = re.compile(r"(.+[._-])?(docker-?|podman-?)?compose([._-].+)?\.ya?ml", re.IGNORECASE)
_CODE = re.compile(
    r"(?!Dockerfile\.\w+$).*\.(c|cc|cpp|cs|css|gif|go|gz|h|ipynb|java|jpe?g|js|jsx|kt|lua|pdf|php|pl|png|ps1|py|rb|rs"
    r"|scala|scss|sh|svg|swift|ts|tsx|vim|vue|xml|zip)"
)
_YAML = (".yaml", ".yml")
_NO_DOCKERFILE = re.compile(
    r"\.(bak|dockerignore|erb|html|in|j2|jinja2?|json|lock|md|mustache|orig|patch|rst|sw[op]|template|tmpl|toml"
    r"|tpl|txt|ya?ml)$|~$",
    re.IGNORECASE,
)
_VENDORED = {
    "node_modules", "bower_components", "vendor", "vendored", "third_party", "third-party", "site-packages",
    "venv", ".venv", ".tox", ".nox", "__pycache__", ".cache", ".npm", ".yarn", ".pnpm-store", ".terraform",
    ".bundle", "Pods",
}  # fmt: skip
_CLOSED = "folders that cannot be opened"
_HISTORY = {".git", ".hg", ".svn", ".jj"}


@dataclass
class Files:
    """What there is to judge.

    Attributes:
        judged: The files to judge, in order, each once.
        left_out: How many more were met, by why they are left out.
    """

    judged: dict[Path, None] = field(default_factory=dict)
    left_out: Counter[str] = field(default_factory=Counter)


def is_compose(name: str) -> bool:
    """Return whether a file of this name, judged because somebody asked for it, is a Compose file."""
    return name.endswith(_YAML)


def is_usual(name: str) -> bool:
    """Return whether a name says by itself that the file is a Dockerfile or a Compose file."""
    if _COMPOSE.fullmatch(name):
        return True
    named = _DOCKERFILE.fullmatch(name)
    return bool(named) and not _NO_DOCKERFILE.search(name) and not _CODE.fullmatch(name)


def files_below(
    folder: Path, excluded: Callable[[Path], str], included: Callable[[Path], bool] = lambda _: False
) -> Files:
    """Return the Dockerfiles and Compose files in and below a folder.

    Folders of packages that were brought in are walked to count what is left out; links are not followed.

    Args:
        folder: Where to look.
        excluded: Says why a file is left out, empty where it is not.
        included: Whether a file with an unusual name is judged all the same.
    """
    files = Files()
    closed: list[OSError] = []
    for path, vendored in _walk(folder, closed):
        if not is_usual(path.name) and not included(path):
            continue
        why = vendored or excluded(path)
        if why:
            files.left_out[why] += 1
        else:
            files.judged[path] = None
    files.left_out += Counter({_CLOSED: len(closed)})
    return files


def _walk(folder: Path, closed: list[OSError]) -> Iterator[tuple[Path, str]]:
    """Yield each file, and the folder of packages that it lies in, empty for none; note closed folders."""
    vendored: dict[str, str] = {}
    for place, folders, files in os.walk(folder, onerror=closed.append):
        within = vendored.pop(place, "")
        folders[:] = sorted(set(folders) - _HISTORY)
        for name in folders:
            vendored_here = name in _VENDORED or (name == "workflows" and place.endswith(".github"))
            why = within or (name if vendored_here else "")
            if why:
                vendored[os.path.join(place, name)] = why  # noqa: PTH118 - as `os.walk` joins them
        for name in sorted(files):
            path = Path(place, name)
            if (is_usual(name) or not within) and not path.is_symlink():
                yield path, within
