"""Says where on the web a rule is explained by those who made it."""

import re

from quaycrane.checks.rule import Rule

_DOCKER = "https://docs.docker.com"
_HADOLINT = "https://github.com/hadolint/hadolint/wiki"
_WORDS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")


def help_address(rule: Rule, *, compose: bool) -> str:
    """Return the page of a rule: BuildKit's or hadolint's own where they have it, else Docker's reference.

    Args:
        rule: The rule.
        compose: Whether it is about Compose files.
    """
    for tool, _, name in sorted(other.partition(" ") for other in rule.elsewhere):
        if tool == "BuildKit":
            return f"{_DOCKER}/reference/build-checks/{_WORDS.sub('-', name).lower()}/"
        if tool == "hadolint":
            return f"{_HADOLINT}/{name}"
    return f"{_DOCKER}/reference/compose-file/" if compose else f"{_DOCKER}/build/building/best-practices/"
