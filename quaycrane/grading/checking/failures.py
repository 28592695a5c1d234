"""Says in words what went wrong, where it was not foreseen."""

from quaycrane.errors import QuaycraneError


def told(error: BaseException) -> str:
    """Return an error as a sentence without a traceback."""
    if isinstance(error, QuaycraneError):
        return str(error)
    return f"{type(error).__name__}: {str(error).strip() or 'no more is known'}".splitlines()[0]
