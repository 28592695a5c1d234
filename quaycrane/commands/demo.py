"""Shows the whole thread once: engine, images, release, a graded class, figures, feedback."""

import shutil
import time
from pathlib import Path

from rich.console import Console
from rich.markup import escape

from quaycrane.commands.class_table import class_table
from quaycrane.commands.course import shown
from quaycrane.commands.readiness import ready_engine
from quaycrane.commands.units import generate
from quaycrane.engine import Engine
from quaycrane.errors import NoSlotsError
from quaycrane.figures import save
from quaycrane.grading import Summary, fill, grade
from quaycrane.grading.reports import class_report
from quaycrane.kit import project_root
from quaycrane.labs import Progress
from quaycrane.units.layers_and_cache import figures, labs

UNIT = "03-layers-and-cache"

STUDENTS = (
    "reference",
    "two-stages",
    "half-right",
    "everything-at-once",
    "npm-install",
    "fixed-port",
    "wrong-entry",
    "untouched",
    "not-json",
    "truncated",
)
"""The example answers that make the class: right, half right, wrong, untouched, malformed."""


def demo(console: Console) -> int:
    """Run it; return the exit code."""
    started = time.monotonic()
    engine = ready_engine(console, UNIT)
    root = _course_copy()
    with console.status("Generating release/"):
        generate(UNIT, root)
    console.print("[green]✓[/] release/ generated from source/ by nbgrader")
    with console.status("Filling the classroom") as status:
        students = fill(root, UNIT, project_root() / "answers" / UNIT, STUDENTS)
        summary = _graded(console, root, status.update)
    console.print(f"[green]✓[/] {len(students)} submissions graded by nbgrader")
    with console.status("Measuring rebuilds") as status:
        pictures = save_figures(engine, root, status.update)
    console.print(f"[green]✓[/] {len(pictures)} figures measured and drawn\n", class_table(summary))
    for picture in pictures:
        console.print(f"Figure    {shown(picture)}")
    console.print(f"Feedback  {shown(root)}/feedback/reference/{UNIT}/layers-and-cache.html, one a student")
    console.print(f"Class     {shown(class_report(root, UNIT))}, for the instructor")
    console.print(f"Marks     {shown(summary.grades)}")
    console.print(f"\nDone in {time.monotonic() - started:.0f} s. Next: [bold]./course lab[/]")
    return 0


def _graded(console: Console, root: Path, on_progress: Progress) -> Summary:
    """Grade in a slot, or, for these answers are the course's own, on the engine at hand."""
    try:
        return grade(root, UNIT, on_progress)
    except NoSlotsError as error:
        console.print(f"[yellow]![/] Graded on the engine at hand: {escape(str(error))}")
        return grade(root, UNIT, on_progress, trusted=True)


def _course_copy() -> Path:
    """Return a copy of the course to play in, so that no instructor's gradebook is touched."""
    root = project_root() / "demo"
    shutil.copytree(project_root() / "source" / UNIT, root / "source" / UNIT, dirs_exist_ok=True)
    shutil.copy2(project_root() / "nbgrader_config.py", root)
    return root


def save_figures(engine: Engine, folder: Path, on_progress: Progress) -> list[Path]:
    """Measure once and save the unit's figures as PNG; return their paths."""
    handbook = project_root() / "source" / UNIT / "handbook"
    timings = labs.rebuild_timings(engine, handbook, rounds=2, on_progress=on_progress)
    with labs.Workspace(engine, handbook) as workspace:
        orders = {str(order): workspace.build(order.dockerfile).image_id for order in labs.Order}
    bases = {"base": labs.BASE}
    drawn = {
        "cache-effect": figures.cache_effect(timings),
        "order-comparison": figures.order_comparison(timings),
        "layer-sharing": figures.layer_sharing(labs.layer_sharing(engine, orders | bases)),
    }
    return [save(axes, folder / f"{name}.png") for name, axes in drawn.items()]
