"""The page of a rule, for a browser: why it matters, what breaks it, what mends it."""

from html import escape

from markdown_it import MarkdownIt

from quaycrane.checks import compose, dockerfile
from quaycrane.checks.lint.help_address import help_address
from quaycrane.checks.lint.rules import compose_rules, lint_rules
from quaycrane.checks.pages import Rule as TextRule
from quaycrane.checks.pages import page
from quaycrane.checks.rule import Rule

_PAGE = """<!doctype html>
<html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>{title}</title>
<style>
:root {{ color-scheme: light dark; }}
body {{ font: 16px/1.5 system-ui, sans-serif; max-width: 44em; margin: 2em auto; padding: 0 1em; }}
pre {{ padding: .8em 1em; overflow: auto; background: color-mix(in srgb, currentcolor 8%, transparent); }}
</style>
<main>{body}<p><a href="{elsewhere}">More on the web</a></p></main></html>
"""


def rule_page(name: str) -> str | None:
    """Return a rule's page as HTML, None where there is no such rule."""
    rule = lint_rules().get(name)
    if rule is None:
        return None
    known: list[TextRule] = [*dockerfile.known_rules(), *compose.known_rules()]
    told = next((page(one) for one in known if one.name == name), _short(rule))
    elsewhere = help_address(rule, compose=name in compose_rules())
    body = MarkdownIt("commonmark").render(told)
    return _PAGE.format(title=escape(name), body=body, elsewhere=escape(elsewhere))


def _short(rule: Rule) -> str:
    """Return what there is to tell of a rule without examples: that a file can be read at all."""
    return f"# {rule.name}\n\n{rule.title}\n\n**Why.** {rule.why}.\n\n**To mend it.** {rule.fix}."
