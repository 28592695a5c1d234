"""Shows the whole thread once: engine, images, release, a graded class, figures, feedback."""

import time
from pathlib import Path

from rich.console import Console

from quaycrane import figures, labs
from quaycrane.commands.class_table import class_table
from quaycrane.commands.readiness import ready_engine
from quaycrane.commands.units import generate
from quaycrane.engine import Engine
from quaycrane.grading import fill, grade
from quaycrane.kit import course_root

UNIT = "03-layers-and-cache"


def demo(console: Console) -> int:
    """Run it; return the exit code."""
    started = time.monotonic()
    root = course_root()
    engine = ready_engine(console)
    with console.status("Generating release/"):
        release = generate(UNIT)
    console.print(f"[green]✓[/] {_shown(release)} generated from source/")
    students = fill(root, UNIT, root / "answers" / UNIT)
    with console.status("Grading") as status:
        summary = grade(root, UNIT, status.update)
    console.print(f"[green]✓[/] {len(students)} submissions graded by nbgrader")
    with console.status("Measuring rebuilds") as status:
        pictures = save_figures(engine, root / "demo", status.update)
    console.print(class_table(summary))
    for picture in pictures:
        console.print(f"Figure    {_shown(picture)}")
    for page in summary.feedback[:1]:
        console.print(f"Feedback  {_shown(page)} and {len(summary.feedback) - 1} more beside it")
    console.print(
        f"\nDone in {time.monotonic() - started:.0f} s. Next: [bold]./course lab[/] opens the unit."
    )
    return 0


def save_figures(engine: Engine, folder: Path, on_progress: "labs.Progress") -> list[Path]:
    """Measure once and save the unit's figures as PNG; return their paths."""
    folder.mkdir(exist_ok=True)
    application = course_root() / "source" / UNIT / "app"
    timings = labs.rebuild_timings(engine, application, rounds=2, on_progress=on_progress)
    with labs.Workspace(engine, application) as workspace:
        orders = {str(order): workspace.build(order.dockerfile).image_id for order in labs.Order}
    bases = {reference: reference for reference in ("node:24-alpine", "alpine:3")}
    sharing = labs.layer_sharing(engine, orders | bases)
    drawn = {
        "cache-effect": figures.cache_effect(timings),
        "order-comparison": figures.order_comparison(timings),
        "layer-sharing": figures.layer_sharing(sharing),
    }
    return [figures.save(axes, folder / f"{name}.png") for name, axes in drawn.items()]


def _shown(path: Path) -> str:
    return str(path.relative_to(course_root()))
