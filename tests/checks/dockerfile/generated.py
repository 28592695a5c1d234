"""Makes Dockerfiles by chance: most of them nearly right, some of them far from it."""

import random
from collections.abc import Iterator

KEYWORDS = [
    "ADD", "ARG", "CMD", "COPY", "ENTRYPOINT", "ENV", "EXPOSE", "FROM", "HEALTHCHECK", "LABEL",
    "MAINTAINER", "ONBUILD", "RUN", "SHELL", "STOPSIGNAL", "USER", "VOLUME", "WORKDIR", "RUNN",
]  # fmt: skip
VALUES = [
    "node:24-alpine", "node:${V} AS build", "scratch", "a AS b", "a  as  B", "npm ci",
    'echo \'a b\' "c"', 'echo "it\'s" > f', "a && \\\n    b", "a \\\n# said\n  b \\\n\n  c",
    "a \\  \n b", '["node", "server.js"]', '["a",]', "['a']", '["a"] b', "[1]", "[]",
    '["\\u00e9", "\\ud800"]', '[ "a" , "b" ]', ". .", "a b /c/", '["a b", "c"]', "--from=build /a /b",
    "--chown=1:1 --link a b", '--from="a b" c d', "-- a b", "--", "A=b", 'A=b C=\'d e\' E="f\\"g"',
    "A b c", "A", "A= B", 'A="b c', "A=b\\ c D=e", "A='b", "=b", "A=${B:-c d}", "A B=c", "A=$B", "3000",
    "3000/tcp 3001/UDP", "$PORT", "8080:80", "/a /b", "/app", "app", "node", "1000:1000", "SIGTERM",
    "CMD a b", 'CMD ["a"]', "--interval=3s --retries=2 CMD a", "NONE", "CMD", "cmd [1]", "cmd", "RUN a",
    'CMD ["a"]', "COPY --from=x a b", "ONBUILD RUN a", "ENV A=b", "RUN <<E\na\nE", "COPY <<E /f\nb\nE",
    "<<E\na\nE", "<<-E\n\ta\n\tE", "<<'E' /f\n$a\nE", "<<A <<B /x\na\nA\nb\nB", "3<<E cat\na\nE", "<<E",
    'echo "<<E"', "<< E\na\nE", "<<E$x\na\nE", "<<${x:-E F}\na\nF}", "cat<<E\na\nE", '<<"E"F\na\nEF',
    "\\<<E", "<<E\r\na\r\nE\r", "<<-\nE", "", " ", "\\", "\\\n", "`\n a", "é ü", "a\xa0b", "\x00", "\t",
]  # fmt: skip
DIRECTIVES = [
    "# escape=`", "# escape=\\", "# syntax=docker/dockerfile:1", "#check=skip=all", "# ESCAPE = `",
    "# escape=x", "# a", "#", "#a=b",
]  # fmt: skip
PIECES = [
    "\\\n", "<<E", "<<", "\n", "\r\n", "\r", " ", "\t", "FROM ", "ONBUILD ", '["', '"]', "'", '"', "$",
    "${A:-", "}", "#", "\x00", "é", "`", "\\", "# escape=`\n", "--", "--a=", "=", "\ufeff", "\xa0",
    "\x85", "\x0b", "\x1c", "[", "{", ",", "E\n", "\\\\",
]  # fmt: skip


def dockerfile(chance: random.Random) -> str:
    """Return a Dockerfile."""
    lines = [chance.choice(DIRECTIVES) for _ in range(chance.choice((0, 0, 0, 1, 2)))]
    lines += ["FROM node:24-alpine"] if chance.random() < 0.8 else []
    for _ in range(chance.randint(0, 6)):
        lines.append(_line(chance))
    end = chance.choice(("\n", "\n", "\n", "\r\n"))
    text = end.join(lines) if end == "\n" else "\n".join(lines).replace("\n", end)
    text = ("\ufeff" if chance.random() < 0.03 else "") + text + chance.choice(("", end))
    return _broken(text, chance) if chance.random() < 0.4 else text


def dockerfiles(count: int, seed: int) -> Iterator[str]:
    """Yield Dockerfiles, the same for the same seed."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable choice, no secret
    for _ in range(count):
        yield dockerfile(chance)


def _line(chance: random.Random) -> str:
    if chance.random() < 0.1:
        return chance.choice(("", "# a", "  # a=b", "#", "   ", "\t#x"))
    keyword = chance.choice(KEYWORDS)
    written = chance.choice((keyword, keyword, keyword, keyword.lower(), keyword.title()))
    between = chance.choice((" ", " ", " ", "  ", "\t", " \\\n"))
    value = " ".join(chance.choice(VALUES) for _ in range(chance.choice((1, 1, 1, 2))))
    return chance.choice(("", "", "", "  ")) + written + between + value


def _broken(text: str, chance: random.Random) -> str:
    for _ in range(chance.randint(1, 5)):
        at = chance.randint(0, len(text))
        text = text[:at] + chance.choice(PIECES) + text[at + chance.randint(0, 3) :]
    return text
