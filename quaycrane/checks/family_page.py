"""Writes the list of the checks that ask an image, its containers or a stack, from the checks themselves.

`python -m quaycrane.checks.family_page docs/checks.md` writes it; a test holds it to the checks.
"""

import inspect
import sys
from collections.abc import Iterator
from pathlib import Path

from quaycrane.checks.declared import families
from quaycrane.checks.registry import load_checks

_LONGEST_VALUE = 40
_HEAD = """# Checks of images, containers and stacks

What a grade cell can ask of what a Dockerfile or a Compose file makes, on a real engine. A check is asked
for by its name, with its defaults, or called with its values:

```python
keeps = checks.after_edit("src/a.js", keeps="node_modules/express")
again = checks.after_edit("package.json", renews="node_modules/express")
serves = checks.serves_page(port=3000, path="/greet/{word}", contains="Hello, {word}")
report = checks.check("app", "builds", keeps, again, serves)
report.mark(4)
```

`keeps` and `renews` name the end of a path that an install makes, whatever installs it:
`node_modules/express`, `site-packages/flask`, `usr/bin/curl`. Which step makes it is seen in the image, never
read from its words.

The rules of the text are in [rules](rules/README.md). This page is written by
`python -m quaycrane.checks.family_page docs/checks.md`.

| check | what holds |
|---|---|
"""


def family_page() -> str:
    """Return the page as Markdown."""
    load_checks()
    return _HEAD + "\n".join(_rows()) + "\n"


def _rows() -> Iterator[str]:
    for name, family in families().items():
        if not family.__module__.startswith("quaycrane.checks."):  # a unit's own
            continue
        parameters = ", ".join(map(_parameter, inspect.signature(family).parameters.values()))
        call = f"<br>`{name}({parameters})`" if parameters else ""
        holds = (inspect.getdoc(family) or "").splitlines()[0].replace("{", "*").replace("}", "*")
        yield f"| `{name.replace('_', '-')}`{call} | {holds} |"


def _parameter(one: inspect.Parameter) -> str:
    return one.name if one.default is one.empty else f"{one.name}={_told(one.default)}"


def _told(value: object) -> str:
    text = repr(value)
    return text if len(text) <= _LONGEST_VALUE else "(...)"


if __name__ == "__main__":
    Path(sys.argv[1]).write_text(family_page(), encoding="utf-8")
