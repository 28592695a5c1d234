"""Whether an image carries what only its making needed."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from quaycrane.checks.declared import checked
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.registry import Observation

if TYPE_CHECKING:
    from quaycrane.checks.answer import Answer

_MOST_TOLD = 5


def _words(names: Sequence[str], *, in_layers: bool = False) -> dict[str, str]:
    """Return where is looked."""
    del names
    where = "No layer of the image holds" if in_layers else "A container of the image sees no"
    return {"where": where}


@checked(
    why="Whatever is in an image is pulled with it, scanned with it, and there for an intruder",
    fix="Copy from the build stage only what the program reads when it runs",
    needs=("builds",),
    words=_words,
)
def carries_none_of(answer: "Answer", names: Sequence[str], *, in_layers: bool = False) -> Observation:
    """{where} {names}.

    Args:
        answer: The answer.
        names: Names of files and folders, wherever they lie.
        in_layers: Whether to look into each layer, where a later one may have removed them.
    """
    image = image_of(answer)
    trees = [layer.files for layer in image.layers] if in_layers else [image.tree]
    paths = {path for tree in trees for path in tree for name in names if f"/{path}".endswith(f"/{name}")}
    sentence = ", ".join(f"/{path}" for path in sorted(paths)[:_MOST_TOLD])
    return Observation(passed=not paths, observed=sentence or "None of them")
