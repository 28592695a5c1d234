"""Makes a function a check, and a function with parameters a family of them."""

import functools
import inspect
from collections.abc import Callable
from typing import Any, Concatenate, ParamSpec

from quaycrane.checks.answer import Answer
from quaycrane.checks.registry import Check, Observation, register_check

P = ParamSpec("P")
Family = Callable[P, Check]

_LONGEST_VALUE = 48

_families: dict[str, Callable[..., Check]] = {}


def checked(
    *,
    why: str,
    fix: str,
    needs: tuple[str, ...] = (),
    file: str = "Dockerfile",
    words: Callable[..., dict[str, str]] | None = None,
) -> Callable[[Callable[Concatenate[Answer, P], Observation]], Family[P]]:
    """Make a function a check: its name with hyphens, its docstring's first line as the title.

    What the function takes after the answer are the check's parameters. Called with values for them,
    the decorated name returns the check that `check` takes in place of a name: ``serves_page(port=8080)``.
    Braces in the title, and in why and fix, are filled with the values. Where every parameter has a
    default, the check is also known by its name alone.

    Args:
        why: Why the property matters.
        fix: What to try.
        needs: Names of checks that must pass first.
        file: The file of the answer that it judges.
        words: Told the values by their names, returns more of what stands in braces.
    """

    def declare(function: Callable[Concatenate[Answer, P], Observation]) -> Family[P]:
        signature = inspect.signature(function)
        parameters = list(signature.parameters.values())[1:]
        title = (inspect.getdoc(function) or "").splitlines()[0]

        @functools.wraps(function)
        def family(*args: P.args, **kwargs: P.kwargs) -> Check:
            given = own.bind(*args, **kwargs)
            name = _named(function.__name__.replace("_", "-"), given.arguments)
            given.apply_defaults()
            values = {key: _readable(value) for key, value in given.arguments.items()}
            values |= words(**given.arguments) if words else {}
            sentences = (text.format_map(values) if parameters else text for text in (title, why, fix))
            run = functools.partial(function, **given.arguments)
            sentence, reason, advice = sentences
            return Check(name, sentence, run, reason, advice, needs, file)

        own = signature.replace(parameters=parameters, return_annotation=Check)
        family.__signature__ = own  # type: ignore[attr-defined]
        _families[function.__name__] = family
        if all(parameter.default is not inspect.Parameter.empty for parameter in parameters):
            register_check(family())  # type: ignore[call-arg]
        return family

    return declare


def families() -> dict[str, Callable[..., Check]]:
    """Return what makes checks, by name, of the modules that were imported."""
    return dict(sorted(_families.items()))


def _named(name: str, given: dict[str, Any]) -> str:
    """Return a name that two checks share only if they do the same."""
    said = ", ".join(f"{key}={_short(value)}" for key, value in given.items())
    return f"{name}({said})" if said else name


def _short(value: object) -> str:
    text = _readable(value)
    if len(text) <= _LONGEST_VALUE and "\n" not in text:
        return text
    import hashlib  # noqa: PLC0415 - takes as long to load as judging a file

    return f"{text[:12].strip().splitlines()[0]}…{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def _readable(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
