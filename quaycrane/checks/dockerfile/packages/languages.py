"""The package managers of languages: which packages a command names, and which are pinned."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from quaycrane.checks.dockerfile.packages.operands import module_as_program, operands
from quaycrane.checks.dockerfile.shell import Command


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


_PIP_VALUES = _words(
    "-r --requirement --requirements -c --constraint --constraints -e --editable -t --target -d"
    " --dest -i --index-url --index --default-index --extra-index-url -f --find-links --prefix --root"
    " --src --platform --python-version --implementation --abi --only-binary --no-binary --timeout"
    " --retries --trusted-host --cert --client-cert --cache-dir --proxy --log --report --progress-bar"
    " --root-user-action --upgrade-strategy --config-settings -C --global-option --install-option"
    " --build-option --exists-action --python -p --use-feature --use-deprecated --hash --group"
    " --keyring-provider --resume-retries --uploaded-prior-to -b --build --override --overrides"
    " --build-constraint --build-constraints -b --resolution --prerelease --exclude-newer --link-mode"
    " --index-strategy --torch-backend --python-platform --no-build-isolation-package --reinstall-"
    " package -P --upgrade-package --extra --directory"
)
_NODE_VALUES = _words(
    "--registry --prefix --cache --cache-folder --loglevel --omit --include --only -w --workspace"
    " --tag --userconfig --location --fetch-timeout --fetch-retries --fetch-retry-mintimeout --fetch-"
    " retry-maxtimeout --cwd -C --dir --filter --modules-folder --network-timeout --network-"
    " concurrency --store-dir --global-dir --mutex --node-linker --cpu --os --libc"
)
_GEM_VALUES = _words(
    "-v --version -i --install-dir -n --bindir -s --source -P --trust-policy --platform -p --http-"
    " proxy --build-root"
)
_PIN = re.compile(r"[=<>~!]|\.(?:whl|tgz|tar\.gz|tar\.bz2|zip|gem)$")
_NODE_PIN = re.compile(r".@(?:[0-9^~v=<>$*]|npm:.+@[0-9])")


@dataclass(frozen=True)
class _Language:
    """A package manager.

    Attributes:
        installs: Its words for installing, each the beginning of its operands.
        values: Its options that take the next word.
        free: Whether a word names a package in whichever version is newest.
        pins: Its options that name the version of all.
    """

    installs: tuple[tuple[str, ...], ...]
    values: frozenset[str]
    free: Callable[[str], bool]
    pins: frozenset[str] = frozenset()


def _free_python(word: str) -> bool:
    if "git+" in word or word.startswith(("hg+", "svn+", "bzr+")):
        path = word.partition("://")[2].partition("#")[0]
        return "@" not in path.partition("/")[2]
    return "://" not in word and "/" not in word and not word.startswith(".") and not _PIN.search(word)


def _free_node(word: str) -> bool:
    if "git+" in word or word.startswith(("github:", "gitlab:", "bitbucket:")):
        return "#" not in word
    scoped = word.startswith("@")
    return (
        "://" not in word
        and (scoped or "/" not in word)
        and not word.startswith((".", "file:"))
        and not _NODE_PIN.search(word)
        and not word.endswith((".tgz", ".tar.gz"))
    )


def _free_ruby(word: str) -> bool:
    return "/" not in word and not word.endswith(".gem") and not re.search(r".:[0-9~><=$]", word)


_NODE_INSTALLS = (("install",), ("i",), ("in",), ("add",), ("global", "add"))
_LANGUAGES = {
    "pip": _Language((("install",),), _PIP_VALUES, _free_python),
    "uv": _Language((("tool", "install"),), _PIP_VALUES, _free_python),
    "pipx": _Language((("install",),), _PIP_VALUES, _free_python),
    "npm": _Language(_NODE_INSTALLS, _NODE_VALUES, _free_node),
    "pnpm": _Language(_NODE_INSTALLS, _NODE_VALUES, _free_node),
    "bun": _Language(_NODE_INSTALLS, _NODE_VALUES, _free_node),
    "yarn": _Language((("add",), ("global", "add")), _NODE_VALUES, _free_node),
    "gem": _Language((("install",), ("i",)), _GEM_VALUES, _free_ruby, _words("-v --version")),
}
_PIP = re.compile(r"pip[0-9.]*")


def is_pip_install(command: Command) -> bool:
    """Return whether a command installs with pip, however it is called."""
    words = module_as_program(command.words)
    installs = operands(words[1:], _PIP_VALUES)[:1] in {("install",), ("sync",)}
    return bool(_PIP.fullmatch(words[0].rpartition("/")[2])) and installs


def free_packages(command: Command) -> tuple[str, ...]:
    """Return the packages that a command installs in whichever version is newest."""
    words = module_as_program(command.words)
    program = words[0].rpartition("/")[2]
    language = _LANGUAGES.get("pip" if _PIP.fullmatch(program) else program)
    if not language or any(word.partition("=")[0] in language.pins for word in words):
        return ()
    packages = operands(words[1:], language.values)
    for verb in language.installs:
        if packages[: len(verb)] == verb:
            named = [word for word in packages[len(verb) :] if word and not word.startswith(("$", "<", "`"))]
            return tuple(word for word in named if language.free(word))
    return ()
