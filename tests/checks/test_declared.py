"""Checks with parameters are made by calling what declares them."""

import pytest

from quaycrane import checks
from quaycrane.checks.declared import _readable, _short


def test_a_check_with_parameters_names_them() -> None:
    """Its name tells it apart from the same check with other values, and its title says them."""
    one, other = checks.serves_page(port=8080), checks.serves_page(port=80, path="/api")
    assert one.name == "serves-page(port=8080)"
    assert other.name == "serves-page(port=80, path=/api)"
    assert "/api" in other.title
    assert "80" in other.title


def test_without_parameters_it_is_the_check_of_that_name() -> None:
    """Called with nothing, it is what its name alone asks for."""
    one, known = checks.serves_page(), checks.known_checks()["serves-page"]
    assert (one.name, one.title) == (known.name, known.title)


def test_a_long_value_is_shortened_and_stays_apart() -> None:
    """Two texts that begin alike do not make one name."""
    one, other = "FROM alpine:3\n" + "RUN a\n" * 20, "FROM alpine:3\n" + "RUN a\n" * 21
    assert _short(one) != _short(other)
    assert len(_short(one)) < 40
    assert _readable(("a", "b")) == "a, b"


def test_an_unknown_check_is_no_attribute() -> None:
    """A misspelt check is told by name."""
    with pytest.raises(AttributeError, match="serve-page"):
        _ = checks.serve_page
