"""Reads the commands of a shell script; what is only printed, compared or written is none."""

import re
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import NamedTuple

from quaycrane.checks.dockerfile.shell.command import Command, upstream
from quaycrane.checks.dockerfile.shell.compound import BLANK, Compound
from quaycrane.checks.dockerfile.shell.words import DEEPEST
from quaycrane.checks.dockerfile.shell.wrappers import SHELL, unwrap

_OPERATOR = re.compile(r";;&|;;|;&|&&|\|\||\|&|[;|&\n()]")
_REDIRECTION = re.compile(
    r"(?:\{\w+\}|\d+)?(?P<sign><<<|<<-?|<>|<&|>>|>\||>&|<(?!\()|>(?!\())|(?P<both>&>>?)"
)
_GOES_ON = {"if", "then", "elif", "else", "while", "until", "do", "!", "{", "coproc", "fi", "done", "}"}
_ENDS_BRANCH = {";;", ";&", ";;&"}


@dataclass
class _Given:
    """What a command reads from the script itself.

    Attributes:
        texts: Those that were not carried out.
        runs: Whether the command is a shell, which carries them out.
    """

    texts: list[str] = field(default_factory=list)
    runs: bool = False


class _Document(NamedTuple):
    """A heredoc that is still to be read."""

    name: str
    chomps: bool
    reader: _Given


class Reader(Compound):
    """Reads the commands of one script.

    Attributes:
        found: The commands so far.
    """

    def __init__(self, text: str, depth: int = 0, *, pipefail: bool = False) -> None:
        super().__init__(text, depth)
        self._pipefail = pipefail
        self._goes_on = False
        self._documents: list[_Document] = []
        self._given: dict[int, _Given] = {}
        self._written: dict[str, _Given] = {}

    def read(self) -> list[Command]:
        """Return the commands of the whole script."""
        while self.at < len(self.text):
            self._list("")
        return self.found

    def script(self, text: str) -> list[Command]:
        """Return the commands of another script that stands in this one."""
        return Reader(text, self.depth + 1).read()

    def nested(self) -> list[Command]:
        """Read commands up to the closing bracket, and return them."""
        outside = self.found, self.inside, self._after, self._before, self._pipefail
        self.found, self.inside, self._after, self._before = [], [], "", None
        self.depth += 1
        self._list(")")
        self.depth -= 1
        read = self.found
        self.found, self.inside, self._after, self._before, self._pipefail = outside
        return read

    def _list(self, stop: str) -> str:
        """Read commands up to ``)``, or up to the end of a branch of ``case``; return what ended them."""
        while True:
            self._skip()
            if self.at >= len(self.text):
                return ""
            begin = self.at
            if _REDIRECTION.match(self.text, self.at) or not (match := _OPERATOR.match(self.text, self.at)):
                if self._command(stop):
                    return "esac"
                self.at += self.at == begin
                continue
            self.at = match.end()
            sign = match[0]
            if (sign == ")" == stop) or (sign in _ENDS_BRANCH and stop == "case"):
                return sign
            if sign == "(":
                self._group(match.start())
            else:
                self._operator(sign)

    def _operator(self, sign: str) -> None:
        if sign == "\n" and self._goes_on:
            self._read_documents()
            return
        self._goes_on = sign in {"|", "|&", "&&", "||"}
        self._after = "" if sign in "\n)" else sign
        self._before = self.found[-1] if self.found and sign in {"|", "|&"} else None
        if sign == "\n":
            self._read_documents()

    def _group(self, begin: int) -> None:
        """Read ``( commands )``, which keeps its settings to itself, or ``(( a sum ))``."""
        end = self.after_arithmetic(begin)
        if end > begin:
            self.at = end
        elif self.depth < DEEPEST:
            self._goes_on, pipefail = False, self._pipefail
            self.depth += 1
            self._list(")")
            self.depth -= 1
            self._pipefail = pipefail
            self._after, self._before = "", None

    def _command(self, stop: str) -> bool:
        """Read one command; return whether it was the ``esac`` that ends a branch."""
        words: list[str] = []
        given, begin = _Given(), -1
        self.inside = []
        self._goes_on = False
        while self.at != begin:
            begin = self.at
            blank = BLANK.match(self.text, self.at)
            self.at = blank.end() if blank else self.at
            if self.at >= len(self.text) or (blank and self.text[self.at] == "#"):
                break
            if self._redirected(given):
                continue
            if _OPERATOR.match(self.text, self.at):
                words = [] if len(words) == 1 and self._defines() else words
                break
            word, plain = self.word()
            if words or not plain:
                words.append(word)
            elif word == "esac" and stop == "case":
                return True
            elif not self._opens(word):
                words.append(word)
        if words[:1] not in (["for"], ["select"]):
            self._emit(tuple(words), given)
        else:
            self.found += self.inside
        return False

    def _opens(self, word: str) -> bool:
        """Read on where the first word of a command is one of the shell's own; return whether it was."""
        if word == "case" and self.depth < DEEPEST:
            self.depth += 1
            self._case()
            self.depth -= 1
        elif word == "function":
            self._skip()
            self.word()
            self._defines()
        elif word == "[[":
            return self._test()
        else:
            return word in _GOES_ON
        return True

    def _redirected(self, given: _Given) -> bool:
        """Read a redirection; keep the text of a heredoc or a word that the command reads."""
        match = _REDIRECTION.match(self.text, self.at)
        if not match:
            return False
        self.at = match.end()
        blank = BLANK.match(self.text, self.at)
        self.at = blank.end() if blank else self.at
        word, _ = self.word()
        sign = match["sign"] or ""
        if sign == "<<<":
            given.texts.append(word)
        elif sign in {"<<", "<<-"}:
            self._documents.append(_Document(word, sign == "<<-", given))
        elif ">" in sign:
            self._written[word.removeprefix("./")] = given
        return True

    def _read_documents(self) -> None:
        """Read the heredocs whose lines begin here."""
        for one in self._documents:
            begin = self.at
            indent = r"\t*" if one.chomps else ""
            match = re.compile(rf"^{indent}{re.escape(one.name)}\r?$", re.MULTILINE).search(self.text, begin)
            self.at = min(match.end() + 1, len(self.text)) if match else len(self.text)
            body = self.text[begin : match.start() if match else len(self.text)]
            if one.reader.runs:
                self._run(body)
            else:
                one.reader.texts.append(body)
        self._documents = []

    def _emit(self, words: tuple[str, ...], given: _Given) -> None:
        """Add the command that is really run, and behind it those that it takes its words from."""
        run = unwrap(words)
        for through in run.through:
            if through[0].rpartition("/")[2] in {"sudo", "doas"}:
                self.found.append(self._made(through))
        if run.words:
            self.found.append(self._made(run.words, run.settings, tuple(self.inside)))
            self._given[id(self.found[-1])] = given
            self._set(run.words)
            self._starts(run.words, given)
        elif run.script is not None and self.depth < DEEPEST:
            read = Reader(run.script, self.depth + 1, pipefail=run.pipefail).read()
            for first in read[:1]:
                read[0] = replace(first, after=self._after, before=first.before or self._before)
            self.found += read
        elif self.inside and self._after:
            self.inside[0] = replace(self.inside[0], after=self._after)
        self.found += self.inside
        self.inside = []

    def _starts(self, words: tuple[str, ...], given: _Given) -> None:
        """Take for a script what a shell reads, what is printed for it, and what was written to a file."""
        scripts = []
        if SHELL.fullmatch(words[0]) or words[0] in {".", "source"}:
            scripts += [given, *(self._written[word] for word in words[1:] if word in self._written)]
            for before in upstream(self._before):
                scripts.append(self._given.get(id(before), given))
                if before.program in {"echo", "printf"}:
                    self._run(" ".join(before.operands))
        elif (called := words[0].removeprefix("./")) in self._written:
            scripts.append(self._written[called])
        for script in scripts:
            texts, script.texts, script.runs = script.texts, [], True
            for text in texts:
                self._run(text)

    def _run(self, text: str) -> None:
        if self.depth < DEEPEST:
            self.found += self.script(text)

    def _made(
        self, words: tuple[str, ...], settings: tuple[str, ...] = (), inside: tuple[Command, ...] = ()
    ) -> Command:
        return Command(words, self._after, settings, inside, self._before, self._pipefail)

    def _set(self, words: tuple[str, ...]) -> None:
        """Take note where ``set`` switches pipefail on or off."""
        if words[0] == "set":
            for option, value in pairwise(words[1:]):
                if value == "pipefail" and re.fullmatch(r"[-+][A-Za-z]*o", option):
                    self._pipefail = option.startswith("-")
