"""The words of container-structure-test that tests of an image may use."""

from collections.abc import Mapping
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from quaycrane.errors import InputError

_TEXTS = "expectedOutput excludedOutput expectedError excludedError"
_SETTINGS = "envVars labels exposedPorts unexposedPorts volumes unmountedVolumes"
_WORDS = {
    "commandTests": f"name command args envVars exitCode {_TEXTS}",
    "fileExistenceTests": "name path shouldExist permissions uid gid isExecutableBy",
    "fileContentTests": "name path expectedContents excludedContents",
    "metadataTest": f"{_SETTINGS} entrypoint cmd workdir user",
}
_NEEDED = {"commandTests": "command", "fileExistenceTests": "path", "fileContentTests": "path"}


def parse_tests(tests: Mapping[str, Any] | str) -> Mapping[str, Any]:
    """Return structure tests, from YAML where they are text.

    Raises:
        InputError: They are no YAML, or hold a word that structure tests do not know.
    """
    try:
        content = YAML(typ="safe", pure=True).load(tests) if isinstance(tests, str) else tests
    except YAMLError as error:
        raise InputError("The structure tests are no YAML", why=str(error)) from None
    if not isinstance(content, Mapping):
        raise InputError("The structure tests are no mapping", fix=f"Begin with one of {', '.join(_WORDS)}")
    for key, value in content.items():
        if key not in {"schemaVersion", *_WORDS}:
            raise InputError(f"Structure tests have no {key!r}", fix=f"They have {', '.join(_WORDS)}")
        for test in value if isinstance(value, list) else [value] if isinstance(value, Mapping) else []:
            if _NEEDED.get(key, "") not in {"", *test}:
                raise InputError(f"One of {key} names no {_NEEDED[key]}")
            if unknown := set(test) - set(_WORDS[key].split()):
                raise InputError(f"{key} have no {unknown.pop()!r}", fix=f"They have {_WORDS[key]}")
    return content
