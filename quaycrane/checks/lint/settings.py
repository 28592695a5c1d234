"""Reads what a project asks: `.quaycrane.toml`, or `[tool.quaycrane.check]` of `pyproject.toml`."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from quaycrane.checks.lint.rules import rules_called
from quaycrane.checks.severity import Severity
from quaycrane.errors import InputError

if TYPE_CHECKING:
    from pathspec import GitIgnoreSpec

FILE = ".quaycrane.toml"
"""The file's name; what it asks holds in its folder and below."""

_SHARED = "pyproject.toml"
_TABLE = "tool.quaycrane.check"
_OF_FOLDERS = {"ignore": list, "severity": dict, "level": str}
_KEYS = {**_OF_FOLDERS, "exclude": list, "include": list, "folders": dict}
_KINDS: dict[type, str] = {list: "a list", dict: "a table", str: "a word"}


@dataclass(frozen=True)
class Wishes:
    """What is asked of some files.

    Attributes:
        ignore: The rules that are not told, by name.
        severity: How much a rule matters here, by name.
        level: The least severity that counts, None where nothing is said of it.
    """

    ignore: frozenset[str] = frozenset()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    level: Severity | None = None

    def over(self, other: "Wishes") -> "Wishes":
        """Return these wishes laid over others."""
        return Wishes(
            self.ignore | other.ignore, {**other.severity, **self.severity}, self.level or other.level
        )


@dataclass(frozen=True)
class Settings:
    """What one file asks.

    Attributes:
        file: The file.
        wishes: What holds for all below its folder.
        exclude: The files that are not judged.
        include: The files with unusual names that are.
        folders: What holds for some files more.
    """

    file: Path
    wishes: Wishes
    exclude: "GitIgnoreSpec | None"
    include: "GitIgnoreSpec | None"
    folders: tuple[tuple["GitIgnoreSpec", Wishes], ...]

    def matches(self, patterns: "GitIgnoreSpec | None", path: Path) -> bool:
        """Return whether a file below the folder fits patterns, which are those of a `.gitignore`."""
        return patterns is not None and patterns.match_file(path.relative_to(self.file.parent).as_posix())


class Configuration:
    """Every settings file that is met on the way from a project's root to a file; the nearer one decides."""

    def __init__(self, *, heeded: bool = True) -> None:
        self._heeded = heeded
        self._known: dict[Path, tuple[Settings, ...]] = {}

    def wishes(self, path: Path) -> Wishes:
        """Return what is asked of a file.

        Raises:
            InputError: A settings file cannot be read.
        """
        path, wishes_here = path.absolute(), Wishes()
        for settings in self._settings(path.parent):
            wishes_here = settings.wishes.over(wishes_here)
            for patterns, wishes in settings.folders:
                wishes_here = wishes.over(wishes_here) if settings.matches(patterns, path) else wishes_here
        return wishes_here

    def excluded(self, path: Path) -> str:
        """Return the name of the settings file that leaves a file out, empty for none."""
        path = path.absolute()
        matching = [one for one in self._settings(path.parent) if one.matches(one.exclude, path)]
        return matching[-1].file.name if matching else ""

    def included(self, path: Path) -> bool:
        """Return whether a settings file asks to judge a file whose name is unusual."""
        path = path.absolute()
        return any(one.matches(one.include, path) for one in self._settings(path.parent))

    def _settings(self, folder: Path) -> tuple[Settings, ...]:
        """Return the settings for a folder, the farthest first; the root of a repository ends the search."""
        if not self._heeded:
            return ()
        if folder not in self._known:
            ends = folder.parent == folder or (folder / ".git").exists()
            own = _read(folder)
            self._known[folder] = (() if ends else self._settings(folder.parent)) + ((own,) if own else ())
        return self._known[folder]


def _read(folder: Path) -> Settings | None:
    for name in (FILE, _SHARED):
        file = folder / name
        try:
            text = file.read_text(encoding="utf-8")
        except (FileNotFoundError, NotADirectoryError):
            continue
        except (OSError, UnicodeDecodeError) as error:
            raise InputError(f"{file} cannot be read", why=str(error)) from None
        if name == FILE or "quaycrane" in text:
            content = _content(file, text)
            if content is not None:
                return _settings_of(file, content)
    return None


def _content(file: Path, text: str) -> dict[str, Any] | None:
    import tomllib  # noqa: PLC0415 - most projects have no settings

    try:
        content: Any = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"{file} is no TOML", why=str(error)) from None
    if file.name == FILE:
        return dict(content)
    for key in _TABLE.split("."):
        content = content.get(key) if isinstance(content, dict) else None
    return content if isinstance(content, dict) else None


def _settings_of(file: Path, content: dict[str, Any]) -> Settings:
    _hold(file, content, _KEYS)
    folders = []
    for pattern, asked in content.get("folders", {}).items():
        if not isinstance(asked, dict):
            raise InputError(f"{file}: folders.{pattern} must be a table")
        _hold(file, asked, _OF_FOLDERS)
        folders.append((_patterns([pattern]), _wishes(file, asked)))
    exclude, include = (
        _patterns(content[key]) if content.get(key) else None for key in ("exclude", "include")
    )
    return Settings(file, _wishes(file, content), exclude, include, tuple(folders))


def _hold(file: Path, content: Mapping[str, Any], keys: Mapping[str, type]) -> None:
    for key, value in content.items():
        if key not in keys:
            import difflib  # noqa: PLC0415 - only when somebody misspelt

            close = difflib.get_close_matches(key, keys, n=1) or list(keys)
            raise InputError(f"{file} has no key {key}", fix=f"Did you mean {' or '.join(close)}?")
        words = isinstance(value, list) and all(isinstance(item, str) for item in value)
        if not isinstance(value, keys[key]) or (isinstance(value, list) and not words):
            raise InputError(f"{file}: {key} must be {_KINDS[keys[key]]}{' of words' * (keys[key] is list)}")


def _wishes(file: Path, content: Mapping[str, Any]) -> Wishes:
    try:
        ignore = {rule.name for name in content.get("ignore", ()) for rule in rules_called(name)}
        severity = {
            rule.name: _severity(level)
            for name, level in content.get("severity", {}).items()
            for rule in rules_called(name)
        }
        return Wishes(
            frozenset(ignore), severity, _severity(content["level"]) if "level" in content else None
        )
    except InputError as error:
        raise InputError(f"{file}: {error.what}", why=error.why, fix=error.fix) from None


def _severity(word: object) -> Severity:
    try:
        return Severity(str(word))
    except ValueError:
        levels = ", ".join(Severity)
        raise InputError(f"There is no severity {word!r}", fix=f"Choose one of {levels}") from None


def _patterns(lines: Iterable[str]) -> "GitIgnoreSpec":
    from pathspec import GitIgnoreSpec  # noqa: PLC0415 - only where a project asks for it

    return GitIgnoreSpec.from_lines(lines)
