"""Tells what may stand at the cursor: instructions, flags, stages, images, keys, services and words."""

from dataclasses import dataclass

from quaycrane.course.known_words import known_words
from quaycrane.editor import in_compose, in_dockerfile
from quaycrane.editor.written import Written


@dataclass(frozen=True)
class Completion:
    """What may stand at the cursor.

    Attributes:
        text: The whole word.
        typed: How many characters of it stand there already.
        kind: What it is, in a word.
        told: What it does, empty where its name says all.
    """

    text: str
    typed: int
    kind: str
    told: str = ""


def completions(one: Written, before: str) -> list[Completion]:
    """Return what may stand at the cursor, in the order in which it is told.

    Args:
        one: All of the text.
        before: What stands before the cursor in the editor.
    """
    above = before.split("\n", one.above)
    if len(above) <= one.above:  # the cursor is in the line that names the file
        return []
    if one.kind == "dockerfile":
        prefix, offered = in_dockerfile.offered(one.text, above[-1])
    elif one.kind == "compose":
        prefix, offered = in_compose.offered(one.text, above[-1])
    else:
        words = known_words(one.unit, one.file)
        prefix, offered = in_compose.word_before(above[-1]), dict.fromkeys(words, ("word", ""))
    return [
        Completion(text, len(prefix), kind, told)
        for text, (kind, told) in offered.items()
        if text.lower().startswith(prefix.lower()) and text != prefix
    ]
