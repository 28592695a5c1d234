"""Content is held against the specification's schema, and what is told of it is true."""

import pytest

from quaycrane.checks.compose.schema import _known_keys, violations

WRONG = {
    "a word for a list of ports": ({"ports": "80:80"}, "services.web.ports must be a list, not '80:80'"),
    "a number for a user": ({"user": 1000}, "services.web.user must be a string, not 1000"),
    "a number for an interval": (
        {"healthcheck": {"interval": 3}},
        "services.web.healthcheck.interval must be a string, not 3",
    ),
    "a number for a context": (
        {"build": {"context": 3}},
        "services.web.build.context must be a string, not 3",
    ),
    "nothing for a user": ({"user": None}, "services.web.user must be a string, not empty"),
    "a mapping for a port": (
        {"ports": [{"target": []}]},
        "services.web.ports[0].target must be a whole number or a string, not a list",
    ),
    "a word for profiles": ({"profiles": "dev"}, "services.web.profiles must be a list, not 'dev'"),
    "a list for a container's name": (
        {"container_name": []},
        "services.web.container_name must be a string, not a list",
    ),
}


@pytest.mark.parametrize(("service", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_value_is_one_sentence(service: dict[str, object], told: str) -> None:
    """Where one value is of the wrong kind that is all that is told; every other key stays known."""
    whole = {"image": "web:1", "build": ".", "restart": "always", "labels": ["a=b"], **service}
    assert [what for _, what, _ in violations({"services": {"web": whole}})] == [told]


def test_an_unknown_key_is_told_beside_a_wrong_value() -> None:
    """A misspelt key is told with what it may have meant, whatever else is wrong with its service."""
    found = list(violations({"services": {"web": {"imgae": "web:1", "user": 1000}}}))
    assert (("services", "web", "imgae"), "services.web has no key imgae", "Did you mean image?") in found
    assert [what for _, what, _ in found if "has no key" in what] == ["services.web has no key imgae"]


def test_no_known_key_is_called_unknown() -> None:
    """With a wrong value beside it, no key that the schema knows at a service is called unknown."""
    for key in sorted(_known_keys() - {"user"}):
        told = [what for _, what, _ in violations({"services": {"web": {key: 5.5, "user": 1000}}})]
        alone = [what for _, what, _ in violations({"services": {"web": {key: 5.5}}})]
        assert sorted(set(told) - {"services.web.user must be a string, not 1000"}) == sorted(set(alone))
