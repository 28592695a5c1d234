"""Writes the page of each rule, and the list of them, from the rules themselves.

`python -m quaycrane.checks.pages docs/rules` writes them; a test holds them to the rules.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from quaycrane.checks import compose, dockerfile
from quaycrane.checks.registry import known_checks

Rule = dockerfile.Rule | compose.Rule

_HEAD = """# Rules

What Quaycrane looks for in the text of a Dockerfile and in what a Compose file means. Each page is written
from the rule itself, by `python -m quaycrane.checks.pages docs/rules`; its examples are the rule's tests.

An **error** does not do what it says, or gives a secret away. A **warning** works today, and hurts sooner or
later. A **note** is good practice; whether it is worth it depends on what the image is for. `%%dockerfile`
and `%%compose` show errors and warnings. Comments that switch rules off, such as `# check=skip=all`, and
settings change no mark; `quaycrane check` heeds them, and counts them.
"""


def pages() -> dict[str, str]:
    """Return the text of every page by its file's name."""
    known_checks()
    groups: dict[str, tuple[Rule, ...]] = {
        "Dockerfile": dockerfile.known_rules(),
        "Compose file": compose.known_rules(),
    }
    texts = {f"{rule.name}.md": page(rule) for rules in groups.values() for rule in rules}
    return {**texts, "README.md": "\n".join(_listed(groups))}


def page(rule: Rule) -> str:
    """Return the page of a rule as Markdown."""
    language = "dockerfile" if isinstance(rule, dockerfile.Rule) else "yaml"
    parts = [
        f"# {rule.name}",
        f"{rule.title} ({rule.severity}; as a check: `{rule.check_name}`)",
        f"**Why.** {_ended(rule.why)}",
        f"**To mend it.** {_ended(rule.fix)}",
        f"Not so:\n\n{_fenced(rule.bad, language)}",
        *_found(rule),
        f"But so:\n\n{_fenced(rule.good, language)}",
    ]
    if isinstance(rule, dockerfile.Rule) and rule.ignore is not None:
        parts.append(f"Both with this `.dockerignore`:\n\n{_fenced(rule.ignore, 'text')}")
    if rule.elsewhere:
        parts.append(f"Elsewhere: {', '.join(rule.elsewhere)}.")
    return "\n\n".join(parts) + "\n"


def _found(rule: Rule) -> Iterator[str]:
    if isinstance(rule, dockerfile.Rule):
        findings = rule.find(dockerfile.parse(rule.bad, rule.ignore))
        yield "\n".join(
            f"- line {finding.line}: `{finding.observed.replace('`', ' ')}`" for finding in findings
        )


def _ended(text: str) -> str:
    return text if text.endswith(("…", ".", "?")) else f"{text}."


def _fenced(text: str, language: str) -> str:
    return f"```{language}\n{text.rstrip()}\n```"


def _listed(groups: dict[str, tuple[Rule, ...]]) -> Iterator[str]:
    yield _HEAD
    for what, rules in groups.items():
        yield f"## {what}\n\n| rule | severity | what holds |\n|---|---|---|"
        yield from (f"| [{rule.name}]({rule.name}.md) | {rule.severity} | {rule.title} |" for rule in rules)
        yield ""


def write(folder: Path) -> None:
    """Write every page into a folder, and remove those of rules that are no more."""
    folder.mkdir(parents=True, exist_ok=True)
    wanted = pages()
    for old in folder.glob("*.md"):
        if old.name not in wanted:
            old.unlink()
    for name, text in wanted.items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    write(Path(sys.argv[1]))
