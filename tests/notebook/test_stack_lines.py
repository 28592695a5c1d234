"""The lines in which Compose tells what becomes of a thing."""

import pytest

from quaycrane.notebook.stack_lines import Change, change, other_lines


@pytest.mark.parametrize(
    ("line", "told"),
    [
        (" Container shop-db-1  Created", Change("container", "shop-db-1", "created", is_done=True)),
        (" Container shop-db-1  Waiting", Change("container", "shop-db-1", "waited for", is_done=False)),
        (" Network shop_default  Removed", Change("network", "shop_default", "removed", is_done=True)),
        (" Image shop-web:latest Removed ", Change("image", "shop-web:latest", "removed", is_done=True)),
        (" shop-web  Built", Change("image", "shop-web", "built", is_done=True)),
        (
            " Container shop-db-1  Error dependency db failed",
            Change("container", "shop-db-1", "error", is_done=True),
        ),
        ("web-1  | Container x  Created", None),
        ("dependency failed to start: container shop-db-1 is unhealthy", None),
        ("web Started", None),
    ],
)
def test_lines_are_told_apart(line: str, told: Change | None) -> None:
    """What Compose tells of a thing is read, and what programs print is left alone."""
    assert change(line) == told
    assert other_lines(f"a\n{line}\n") == ("a\n" if told else f"a\n{line}\n")
