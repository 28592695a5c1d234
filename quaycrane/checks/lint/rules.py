"""Knows every rule about a text, by name."""

from functools import cache

from quaycrane.checks.rule import Rule
from quaycrane.checks.severity import Severity
from quaycrane.errors import InputError

READS = Rule(
    name="DockerfileReads",
    title="BuildKit can read the Dockerfile.",
    why="What cannot be read is not built",
    fix="Mend the line",
    severity=Severity.ERROR,
)
TAKEN = Rule(
    name="ComposeFileIsValid",
    title="Docker Compose takes the file.",
    why="What Compose refuses does not start, and tells so only then",
    fix="Mend the line; `docker compose config` shows how Compose reads the file",
    severity=Severity.ERROR,
)
IS_TEXT = Rule(
    name="FileIsText",
    title="The file is UTF-8 text of at most 1 MiB.",
    why="What cannot be read cannot be judged, and says another thing on another machine",
    fix="Save it as UTF-8, as every editor can",
    severity=Severity.ERROR,
)


@cache
def lint_rules() -> dict[str, Rule]:
    """Return every rule about a text, by name."""
    return dict(sorted((dockerfile_rules() | compose_rules()).items()))


@cache
def dockerfile_rules() -> dict[str, Rule]:
    """Return the rules about a Dockerfile, by name."""
    from quaycrane.checks.dockerfile import known_rules  # noqa: PLC0415 - a run loads what it judges

    return {rule.name: rule for rule in (READS, IS_TEXT, *known_rules())}


@cache
def compose_rules() -> dict[str, Rule]:
    """Return the rules about a Compose file, by name."""
    from quaycrane.checks.compose import known_rules  # noqa: PLC0415 - a run loads what it judges

    return {rule.name: rule for rule in (TAKEN, IS_TEXT, *known_rules())}


def rules_called(name: str) -> tuple[Rule, ...]:
    """Return the rules of a name, however it is written: one by its own name, or those called so elsewhere.

    Raises:
        InputError: There is none.
    """
    rules = text_rules_called(name) or _called(name, _with_images())
    if not rules:
        raise InputError(f"There is no rule {name!r}", fix=f"Did you mean {' or '.join(close_names(name))}?")
    return rules


def text_rules_called(name: str) -> tuple[Rule, ...]:
    """Return the rules about a text of a name, as `rules_called` does; empty for none."""
    return _called(name, lint_rules())


def _called(name: str, rules: dict[str, Rule]) -> tuple[Rule, ...]:
    called = [rule for rule in rules.values() if _bare(name) in _names(rule)]
    own = [rule for rule in called if _bare(rule.name) == _bare(name)]
    return tuple(own or called)


def _with_images() -> dict[str, Rule]:
    from quaycrane.checks.lint.images import image_rules  # noqa: PLC0415 - loads the engine's part

    return lint_rules() | image_rules()


def _names(rule: Rule) -> set[str]:
    codes = (other.rpartition(" ")[2] for other in rule.elsewhere)
    return set(map(_bare, (rule.name, *rule.elsewhere, *codes)))


def _bare(name: str) -> str:
    """Return a name without what people write differently."""
    return "".join(letter for letter in name.lower() if letter.isalnum())


def close_names(name: str) -> list[str]:
    """Return the three names of rules, ours or another tool's, that are closest to a name that is none."""
    from rapidfuzz import fuzz, process  # noqa: PLC0415 - only when somebody misspelt

    rules = _with_images()
    codes = [other.rpartition(" ")[2] for rule in rules.values() for other in rule.elsewhere]
    known = list(dict.fromkeys((*rules, *codes)))
    return [one for one, _, _ in process.extract(name, known, scorer=fuzz.WRatio, processor=_bare, limit=3)]
