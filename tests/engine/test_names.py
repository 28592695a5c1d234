"""Names that are this run's own."""

import pytest

from quaycrane.engine import Engine
from quaycrane.errors import InputError

pytestmark = pytest.mark.engine


def test_name_is_the_same_and_our_own(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is the same at each call in one run, and another in another run."""
    ours = engine.name("web")
    assert ours == engine.name("web")
    assert ours.startswith("web-")
    monkeypatch.setenv("QUAYCRANE_RUN", "host:1:2:other")
    assert engine.name("web") != ours


@pytest.mark.parametrize("word", ["", "-a", "Web", "a b", "a/b"])
def test_bad_word_is_told(engine: Engine, word: str) -> None:
    """What cannot be a name is refused, with one that can."""
    with pytest.raises(InputError, match="cannot name a thing"):
        engine.name(word)


def test_cell_can_run_twice(engine: Engine) -> None:
    """A fresh name is free, also when this run used it before, for a container, a network and a volume."""
    for _ in range(2):
        engine.client.containers.run("alpine:3", "sleep 60", name=engine.fresh("web"), detach=True)
        engine.client.networks.create(engine.fresh("web-net"))
        engine.client.volumes.create(engine.fresh("web-data"))
    assert engine.sweep_own() == 3


def test_what_is_not_ours_is_left(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """What another run made under the name is left where it is."""
    name = engine.name("web")
    monkeypatch.setenv("QUAYCRANE_RUN", "elsewhere:1:2:other")
    theirs = engine.client.volumes.create(name)
    monkeypatch.delenv("QUAYCRANE_RUN")
    engine.fresh("web")
    assert engine.client.volumes.get(name)
    theirs.remove()
