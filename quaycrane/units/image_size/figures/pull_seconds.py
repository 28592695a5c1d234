"""Draws how long pulls take against what they carry."""

from typing import TYPE_CHECKING, Any

from quaycrane.figures import style

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from quaycrane.units.image_size.labs import Pulls

_COLD: dict[str, Any] = {"marker": "o", "color": style.DARK, "label": "nothing of it is here"}
_WARM: dict[str, Any] = {
    "marker": "s",
    "facecolor": style.LIGHT,
    "edgecolor": style.LIGHT_EDGE,
    "label": "its base is here",
}


def pull_seconds(pulls: "Pulls", ax: "Axes | None" = None) -> "Axes":
    """Draw one mark a pull, from nothing and onto a base that is here.

    Args:
        pulls: What was measured, two images at least.
        ax: Axes to draw on; None makes a figure.
    """
    longest = max(max(pull.cold_seconds) for pull in pulls.pulls)
    with style.panel(ax, 4.2) as axes:
        for number, one in enumerate(pulls.pulls):
            megabytes = one.compressed_bytes / 1e6
            for seconds, look in ((one.cold_seconds, _COLD), (one.warm_seconds, _WARM)):
                kept = look if number == 0 else {key: value for key, value in look.items() if key != "label"}
                axes.scatter([megabytes] * len(seconds), seconds, s=38, zorder=3, **kept)
        places = [pull.compressed_bytes / 1e6 for pull in pulls.pulls]
        axes.plot(places, [pull.cold_median_seconds for pull in pulls.pulls], color=style.DARK, linewidth=1.2)
        axes.plot(
            places,
            [pull.warm_median_seconds for pull in pulls.pulls],
            color=style.LIGHT_EDGE,
            linewidth=1.2,
            linestyle="--",
        )
        axes.set_ylim(0, longest * 1.12)
        axes.set_xlim(0, places[-1] * 1.08)
        axes.set_xticks(places, [f"{pull.compressed_bytes / 1e6:.0f}\n{pull.base}" for pull in pulls.pulls])
        axes.set_xlabel("megabytes on the way (compressed): the base and 5 MB of an application")
        axes.set_ylabel("seconds of a pull")
        axes.yaxis.grid(visible=True, color=style.GRID, linewidth=0.8)
        axes.set_axisbelow(True)
        last = pulls.pulls[-1]
        style.headline(
            axes,
            f"From nothing {last.base} takes {style.seconds_text(last.cold_median_seconds)}, with its base "
            f"here {style.seconds_text(last.warm_median_seconds)}",
            legend=True,
        )
        style.footnote(axes, pulls.provenance, below_points=56)
    return axes
