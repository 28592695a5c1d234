"""Fixtures that several folders of tests share."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import chain
from operator import itemgetter
from pathlib import Path
from typing import Any

import pytest

from quaycrane.engine import RUN_LABEL, Engine, Kind, connect, run_name
from quaycrane.engine.ours import labels
from quaycrane.kit.catalogue import unit_lockfiles
from tests.sample import left_out, touched_units


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add what chooses how much of the large suites runs."""
    parser.addoption("--all", action="store_true", help="run every case of the suites that are sampled")
    today = datetime.now(tz=UTC).date()
    parser.addoption("--day", type=date.fromisoformat, default=today, help="draw the sample of a day")


def pytest_report_header(config: pytest.Config) -> str:
    """Say what is drawn, and how to draw it again."""
    if config.option.all:
        return "sample: everything"
    units = touched_units()
    changed = "cannot be told" if units is None else ", ".join(sorted(units)) or "none"
    return f"sample: --day={config.option.day} (--all runs everything); changed units: {changed}"


@pytest.hookimpl(tryfirst=True)  # before -m looks at the marks
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what uses which engine; leave out what is not drawn today, unless it is asked for by name."""
    for item in items:
        if "engine" in getattr(item, "fixturenames", ()):
            item.add_marker("engine")
        if "ran" in getattr(item, "fixturenames", ()):
            item.add_marker("own_engine")
    if config.option.all or config.option.keyword or any("::" in argument for argument in config.args):
        return
    out = left_out(items, config.option.day)
    items[:] = [item for item in items if item not in out]
    config.hook.pytest_deselected(items=list(out))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say where the time went."""
    seconds: defaultdict[str, float] = defaultdict(float)
    for report in chain.from_iterable(terminalreporter.stats.values()):
        if isinstance(report, pytest.TestReport):
            seconds["/".join(report.nodeid.split("/")[:2])] += report.duration
    if seconds:
        terminalreporter.section("seconds by folder")
    for folder, spent in sorted(seconds.items(), key=itemgetter(1), reverse=True):
        terminalreporter.write_line(f"{spent:7.0f} {folder}")


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """A real engine, on which nothing of ours may be left when the suite ends."""
    found = connect(start=False)
    if found.kind is Kind.NONE:
        pytest.skip("no Docker Engine answers: run `./course test`, which starts one")
    yield found
    found.sweep_own()
    found.sweep()
    left = [thing for thing in labels._labelled(found.client) if not _is_of_another(thing)]
    assert not left, f"the suite left {left} on the engine"


def _is_of_another(thing: Any) -> bool:
    """Tell whether a thing is of another run that goes on: a suite beside this one, or around it."""
    marks = thing.attrs.get("Labels") or (thing.attrs.get("Config") or {}).get("Labels") or {}
    return marks[RUN_LABEL] != run_name() and labels._run_lives(marks[RUN_LABEL])


@pytest.fixture(scope="session")
def application() -> Path:
    """A Node server that a unit brings, with a lock file."""
    return next(path.parent for path in unit_lockfiles() if (path.parent / "src" / "server.js").exists())
