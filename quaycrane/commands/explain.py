"""Tells all that there is to know of a rule."""

import textwrap

from quaycrane.checks.lint.rules import rules_called


def explain(name: str) -> str:
    """Return the page of a rule as text.

    Raises:
        InputError: There is none.
    """
    rule = rules_called(name)[0]
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
