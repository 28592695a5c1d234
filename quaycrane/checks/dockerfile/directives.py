"""Reads parser directives: the comments at the very top that change how the rest is read."""

import re
from dataclasses import dataclass, field

DIRECTIVE = re.compile(r"#[\t\n\f\r ]*([a-zA-Z][a-zA-Z0-9]*)[\t\n\f\r ]*=[\t\n\f\r ]*(.+?)[\t\n\f\r ]*\Z")
"""A line that may be one; its name and its value."""

KNOWN = {"escape", "syntax", "check"}
"""The directives that there are."""


@dataclass
class Directives:
    """The directives seen so far; the first other line ends them.

    Attributes:
        found: Their values by name, in small letters.
        escape: The character that escapes, and continues a line at its end.
        over: Whether another line was seen.
    """

    found: dict[str, str] = field(default_factory=dict)
    escape: str = "\\"
    over: bool = False

    def look(self, line: str) -> tuple[bool, str]:
        """Take a line without the space before it; return whether it is a directive, and what is wrong."""
        if self.over:
            return False, ""
        match = DIRECTIVE.match(line)
        if not match or match[1].lower() not in KNOWN:
            self.over = True
            return False, ""
        name, value = match[1].lower(), match[2]
        if name in self.found:
            return False, f"The directive {name} stands there twice"
        self.found[name] = value
        if name == "escape":
            if value not in {"\\", "`"}:
                return False, f"{value[:20]!r} cannot be the escape character: only \\ and ` can"
            self.escape = value
        return True, ""
