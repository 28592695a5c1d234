"""Tells all that there is to know of a rule."""

import difflib
import textwrap

from quaycrane.checks.lint import LintRule, lint_rules
from quaycrane.commands.check_image import image_rules
from quaycrane.errors import InputError


def find_rule(name: str) -> LintRule:
    """Return the rule of a name, however its letters and hyphens are written, or of its name elsewhere.

    Raises:
        InputError: There is none.
    """
    rules = lint_rules() | image_rules()
    wanted = _bare(name)
    for rule in rules.values():
        names = (rule.name, *(other.rpartition(" ")[2] for other in rule.elsewhere))
        if wanted in map(_bare, names) or wanted in map(_bare, rule.elsewhere):
            return rule
    close = difflib.get_close_matches(name, rules, n=3, cutoff=0.4)
    raise InputError(f"There is no rule {name!r}", fix=f"Did you mean {' or '.join(close or rules)}?")


def _bare(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def explain(name: str) -> str:
    """Return the page of a rule as text.

    Raises:
        InputError: There is none.
    """
    rule = find_rule(name)
    parts = [
        f"{rule.name} ({rule.severity.value})\n{rule.title}",
        f"Why\n{textwrap.indent(f'{rule.why}.', '  ')}",
        f"To mend it\n{textwrap.indent(rule.fix, '  ')}",
    ]
    for heading, example in (("Bad", rule.bad), ("Good", rule.good)):
        if example:
            parts.append(f"{heading}\n{textwrap.indent(example.rstrip(), '  ')}")
    if rule.elsewhere:
        parts.append(f"Elsewhere\n  {', '.join(rule.elsewhere)}")
    return "\n\n".join(parts)
