"""What is beyond the reader's limits is refused at once, and handed to no other tool."""

from pathlib import Path

import pytest

from quaycrane import engine
from quaycrane.checks.lint.source import Source
from quaycrane.checks.lint.texts import lint_text


def grown(level: str, last: str) -> str:
    """Return a text in which each of 30 levels names the one below it nine times."""
    levels = [level.format(one=one, below=f"*a{one - 1}") for one in range(1, 31)]
    return "\n".join(["x-0: &a0 {k: v}", *levels, last, "services: {a: {image: x}}", ""])


NINE = ", ".join(["{below}"] * 9)
MAPPING = ", ".join(f"k{one}: {{below}}" for one in range(9))
BOMBS = {
    "lists": grown(f"x-{{one}}: &a{{one}} [{NINE}]", ""),
    "mappings": grown(f"x-{{one}}: &a{{one}} {{{{{MAPPING}}}}}", ""),
    "mappings that merge": grown(f"x-{{one}}: &a{{one}} {{{{<<: [{NINE}], k{{one}}: [{NINE}]}}}}", ""),
    "a service's labels": grown(f"x-{{one}}: &a{{one}} [{NINE}]", "x-last: {labels: *a30}"),
    "lists in a text that is no YAML": grown(f"x-{{one}}: &a{{one}} [{NINE}]", "x: ["),
    "services that extend": "services:\n  a0: &a {image: x, command: ["
    + "a," * 900
    + "]}\n"
    + "".join(f"  a{one}: {{extends: a{one - 1}, cap_add: [c{one}]}}\n" for one in range(1, 400)),
    "ports": "services: {a: {image: x, ports: ["
    + ",".join(f"'127.0.0.{one}:1-65535:1-65535'" for one in range(1, 200))
    + "]}}\n",
    "depth": "x: " + "[" * 5_000 + "]" * 5_000 + "\nservices: {a: {image: x}}\n",
    "length": "services: {a: {image: x}}\n" + "#" * 200_000,
    "values": "services: {a: {image: x, command: [" + "a," * 30_000 + "]}}\n",
}


@pytest.mark.parametrize("text", BOMBS.values(), ids=BOMBS.keys())
def test_a_bomb_is_refused_and_not_handed_over(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Aliases that grow, depth and length are one finding, and Compose's own is not asked about them."""
    monkeypatch.setattr(engine, "compose_config", lambda *_, **__: pytest.fail("it was handed over"))
    (tmp_path / "compose.yaml").write_text(text)
    (finding,) = lint_text(Source("compose.yaml", tmp_path / "compose.yaml", text, compose=True), {})
    assert finding.rule.name == "ComposeFileIsValid"
