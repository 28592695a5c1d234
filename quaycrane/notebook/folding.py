"""Makes what `docker` prints without a terminal short enough to read: one line a build step, one a change.

In a terminal BuildKit, Compose and pulls redraw their lines; into a cell they print each state anew. Here
their last state is kept, and of what a build step prints the first lines: those of a failed step are
printed again, whole, by BuildKit itself.
"""

import re
from dataclasses import dataclass, field

_MOST_LINES = 8
_CURSOR = re.compile(r"\x1b\[[0-9;?]*[A-HJKSTfhilnsu]|\x1b[()][A-Z0-9]|\x1b[=>78M]")
_VERTEX = re.compile(r"#(\d+) (.*)")
_STEP = re.compile(r"\[[^\]]*\d+/\d+\] ")
_PRINTED = re.compile(r"\d+\.\d+ ?(.*)")
_PASSING = re.compile(
    r" ?(?:Network|Container|Volume|Image|Service) .*\s(?:"
    r"Creating|Starting|Waiting|Stopping|Removing|Recreate|Restarting|Killing|Building|Pulling)\s*"
    r"|[0-9a-f]{12}: (?:Pulling fs layer|Waiting|Verifying Checksum|Download complete|Preparing)\s*"
)
_TOLD = (
    (re.compile(r"transferring context: (\S+) .*done"), "build context: {} sent"),
    (re.compile(r"(?:writing image|exporting manifest) (sha256:[0-9a-f]{12})[0-9a-f]* .*done"), "image {}"),
    (re.compile(r"naming to (?:docker\.io/(?:library/)?)?(\S+) .*done"), "named {}"),
)


def tidy(text: str) -> str:
    """Return text without what moves a terminal's cursor; of a line drawn over and over, its last state."""
    return re.sub(r"[^\n]*\r(?!\n|$)", "", _CURSOR.sub("", text.replace("\r\n", "\n"))).replace("\r", "")


@dataclass
class Folding:
    """Takes lines as they come and gives those to show.

    Attributes:
        images: The images that were built, each by the first characters of its id.
    """

    images: list[str] = field(default_factory=list)
    _steps: dict[str, str] = field(default_factory=dict)
    _printed: dict[str, int] = field(default_factory=dict)
    _open: str = ""

    def feed(self, text: str) -> str:
        """Return what to show of `text`, which ends a line unless it is the last."""
        return "".join(self._line(line) for line in tidy(text).splitlines(keepends=True))

    @property
    def steps(self) -> tuple[str, ...]:
        """The steps of a build so far, as BuildKit prints them."""
        return tuple(self._steps.values())

    def end(self) -> str:
        """Return what ends a line that an interruption left open."""
        return self._closed()

    def _line(self, line: str) -> str:
        if vertex := _VERTEX.match(line):
            return self._vertex(vertex[1], vertex[2].rstrip())
        if _PASSING.fullmatch(line) or not line.strip():
            return ""
        return self._closed() + line

    def _vertex(self, number: str, text: str) -> str:
        if _STEP.match(text):
            if number in self._steps:  # taken up again, after another step's lines
                return ""
            self._steps[number] = text
            shown = self._closed() + text
            self._open = number
            return shown
        if number not in self._steps:
            for sign, words in _TOLD:
                if match := sign.fullmatch(text):
                    self.images += [match[1].removeprefix("sha256:")] * words.startswith("image")
                    return f"{self._closed()}{words.format(match[1])}\n"
            return ""
        if re.match(r"CACHED|DONE|ERROR|CANCELED", text):
            return self._ended(number, text.partition(":")[0])
        return self._said(number, text)

    def _said(self, number: str, text: str) -> str:
        printed = _PRINTED.fullmatch(text)
        if not printed:
            return ""
        self._printed[number] = self._printed.get(number, 0) + 1
        shown = f"{self._closed()}{f'    {printed[1]}'.rstrip()}\n"
        return shown if self._printed[number] <= _MOST_LINES else ""

    def _ended(self, number: str, how: str) -> str:
        more = self._printed.get(number, 0) - _MOST_LINES
        left = f"    … {more} more lines\n" if more > 0 else ""
        if self._open == number:
            self._open = ""
            return f"  {how}\n"
        step = self._steps[number]
        return f"{self._closed()}{left}{step[: step.index(']') + 1]} {how}\n"

    def _closed(self) -> str:
        """Return what ends a line that waits for its step's end."""
        ended, self._open = "\n" if self._open else "", ""
        return ended
