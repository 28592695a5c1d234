"""Draws the memory and the computing time that a program gets, with limits and without, over its seconds."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.security.labs import Course, Limits

_HEIGHT_INCHES = 3.3
_LOOKS: tuple[dict[str, Any], ...] = (
    {"color": style.DARK, "ls": "-", "marker": "o"},
    {"color": style.LIGHT_EDGE, "ls": "--", "marker": "s"},
    {"color": style.QUIET, "ls": "-.", "marker": "^"},
)


def memory_at_limits(limits: "Limits", ax: "Axes | None" = None) -> "Axes":
    """Draw the megabytes that the program had, and a cross where the kernel killed it.

    Args:
        limits: What it told, without a limit and with one.
        ax: Axes to draw on; None makes a figure.
    """
    killed = limits.killed
    with style.panel(ax, _HEIGHT_INCHES) as axes:
        axes.axhline(killed.limit, color=style.QUIET, lw=1, ls=":")
        axes.text(0, killed.limit + 2, f"limit {killed.limit:g} MB", fontsize=9, color=style.QUIET)
        for course, look in zip(limits.courses, _LOOKS, strict=False):
            axes.plot(course.seconds, course.values, ms=3, lw=1.6, **look)
            _named(axes, course, "no limit" if not course.limit else f"killed, exit code {course.code}")
        if killed.out_of_memory:
            end = (killed.seconds[-1], killed.values[-1])
            axes.plot(*end, marker="x", ms=11, mew=2.5, color=style.INK)
        _axes(axes, limits, "MB that the program has")
        axes.set_ylim(0, max(limits.free.values) * 1.12)
        style.headline(axes, _memory_finding(killed))
        style.footnote(axes, limits.provenance, below_points=36)
    return axes


def cpu_at_limits(limits: "Limits", ax: "Axes | None" = None) -> "Axes":
    """Draw the share of a CPU that a program in a circle got, with each limit.

    Args:
        limits: What it told, without a limit and with some.
        ax: Axes to draw on; None makes a figure.
    """
    with style.panel(ax, _HEIGHT_INCHES) as axes:
        for course, look in zip(limits.courses, _LOOKS, strict=False):
            shares = [100 * value for value in course.values]
            axes.plot(course.seconds, shares, ms=4, lw=1.6, **look)
            if course.limit:
                ends = (0, course.seconds[-1])
                axes.plot(ends, [100 * course.limit] * 2, color=look["color"], lw=0.8, ls=":")
            name = f"--cpus {course.limit:g}" if course.limit else "no limit"
            axes.text(course.seconds[-1] + 0.04, shares[-1], name, va="center", fontsize=9)
        _axes(axes, limits, "% of one CPU")
        axes.set_ylim(0, 112)
        style.headline(axes, _cpu_finding(limits))
        style.footnote(axes, limits.provenance, below_points=36)
    return axes


def _named(ax: "Axes", course: "Course", name: str) -> None:
    end = (course.seconds[-1], course.values[-1])
    ax.annotate(name, end, xytext=(9, 0), textcoords="offset points", va="center", fontsize=9)


def _axes(ax: "Axes", limits: "Limits", label: str) -> None:
    ax.set_xlim(0, max(course.seconds[-1] for course in limits.courses) * 1.28)
    ax.set_xlabel("seconds since the program began")
    ax.set_ylabel(label)
    ax.grid(axis="y", color=style.GRID, lw=0.6)


def _memory_finding(killed: "Course") -> str:
    if not killed.out_of_memory:
        return f"With a limit of {killed.limit:g} MB the program still had {max(killed.values):g} MB"
    return (
        f"With a limit of {killed.limit:g} MB the program is killed after it took {killed.values[-1]:g} MB: "
        f"exit code {killed.code}"
    )


def _cpu_finding(limits: "Limits") -> str:
    shares = (f"{100 * one.mean:.0f} % with --cpus {one.limit:g}" for one in limits.courses[1:])
    free = f"{100 * limits.free.mean:.0f} % of a CPU without a limit"
    return f"A program in a circle gets {free}, {', '.join(shares)}"
