"""Writes stages that look at the files of other stages, each from within, with tools of ours.

BuildKit reads a stage that is mounted into another one from end to end, base image and all, to make the key
of its cache; a stage that goes on from it is not read. So our tools are mounted, and not the stages.
"""

import json

_AT = "/.quaycrane"
_FILES = '-xdev -type f \\( -path "*/$1" -o -path "*/$1/*" \\)'
_APPLETS = "sh find head tr xargs stat sha256sum mkdir cp"

# Alpine's busybox needs its own libc, which the other stage may not have: a first line leads to it.
_TOOLS = f"""\
SHELL ["/bin/sh", "-c"]
RUN mkdir /tools && cp /bin/busybox /tools && cd /tools && \
if /lib/ld-musl-*.so.1 --list busybox >/dev/null 2>&1; then cp /lib/ld-musl-*.so.1 libc && \
for one in {_APPLETS}; do echo "#!{_AT}/libc {_AT}/busybox" >$one && chmod 755 $one; done; \
else for one in {_APPLETS}; do ln -s busybox $one; done; fi
"""
# An inode's number and time of change cannot be set by a step: they tell which step wrote a file. Its
# content tells what it wrote.
_LIST = f"""\
PATH={_AT}; mkdir -p /{{word}}; cd /{{word}}; find {{below}} {_FILES} | head -n {{most}} >found; \
[ -s found ] && tr '\\n' '\\0' <found | xargs -0 stat -c '%i %Z %n' >told && \
tr '\\n' '\\0' <found | xargs -0 sha256sum >>told; : >>told"""
# A line end at the end of a text does no harm; a step that makes the file leaves it without.
_MARK = f"""\
PATH={_AT}; mkdir -p /{{word}}/marked; cd /; find . {_FILES} | head -n {{most}} | \
while IFS= read -r file; do case "$file" in *.js|*.json|*.md|*.ts|*.py|*.txt|*.css|*/LICENSE) \
mkdir -p "/{{word}}/marked/${{{{file%/*}}}}"; cp -p "$file" "/{{word}}/marked/$file"; \
echo >>"/{{word}}/marked/$file";; esac; done"""


class LookStages:
    """Stages of a Dockerfile, written one after the other.

    Args:
        observer: The image whose tools look.
        word: What nobody else has in a name; a folder of that name holds what was seen.
        what: The end of the paths of the files to look at, or of a folder of theirs.
        most_files: How many of them.
    """

    def __init__(self, observer: str, word: str, what: str, most_files: int) -> None:
        self._observer, self._word, self._what, self._most = observer, word, what, most_files
        self._tools = f"look-{word}-tools"
        self._seen: list[str] = []
        self._text = f"FROM {observer} AS {self._tools}\n{_TOOLS}"

    def add(self, text: str) -> None:
        """Add stages, or the rest of one, as they are."""
        self._text += text

    def list_files(self, stage: str, place: str, below: str = "/") -> None:
        """Let the last stage, of that name, note the files below a folder; they are told under `place`."""
        self._run(_LIST, below)
        self._seen.append(f"--mount=type=bind,from={stage},source=/{self._word},target=/seen/{place}")

    def mark_files(self) -> str:
        """Let the last stage mark copies of the files; return the folder in which they are."""
        self._run(_MARK)
        return f"/{self._word}/marked/"

    def text(self) -> str:
        """Return all stages, and a last one that has what was seen in `/told`, each place after its name."""
        told = 'for at in *; do echo "at $at"; cat "$at/told"; done >/told'
        mounts = " ".join(self._seen)
        return (
            f'{self._text}FROM {self._observer}\nSHELL ["/bin/sh", "-c"]\nRUN {mounts} cd /seen && {told}\n'
        )

    def _run(self, script: str, below: str = "") -> None:
        """Run in the last stage as root; nothing that the stage says of its programs changes ours."""
        filled = script.format(word=self._word, most=self._most, below=below)
        command = json.dumps([f"{_AT}/sh", "-c", filled, "sh", self._what])
        mount = f"--mount=type=bind,from={self._tools},source=/tools,target={_AT}"
        self._text += f"ENV LD_PRELOAD= LD_LIBRARY_PATH=\nUSER 0\nRUN {mount} {command}\n"
