"""NoSecretsInEnvironment: passwords are no environment variables."""

import re
from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule

_NAMES = re.compile(
    r"(^|_)(PASS|PASSWD|PASSWORD|PWD|PASSPHRASE|SECRET|TOKEN|CREDENTIALS?|API_?KEY|ACCESS_?KEY|PRIVATE_?KEY"
    r"|SECRET_?KEY|ENCRYPTION_?KEY|AUTH_?KEY|KEY_BASE)(_|$)|PASSWORD$|SECRET$"
)
_HARMLESS = re.compile(
    r"(_FILE|_PATH|_URL|_LENGTH|_EXPIRY|_EXPIRES\w*|_EXPIRATION|_TTL|_TIMEOUT|_NAME|_ENABLED|_POLICY|_AGE)$"
    r"|ALLOW_EMPTY|RANDOM_ROOT|^(OLD)?PWD$|ONETIME"
)
_IN_A_URL = re.compile(r"\b[a-z][a-z0-9+.-]*://[^\s/:@]*:(?P<password>[^\s/@]+)@")


@rule(
    why="What is in the environment shows in docker inspect, in /proc and in many a log",
    fix="Write it to a file that git does not see, name it under secrets:, and point the image "
    "to it: MYSQL_ROOT_PASSWORD_FILE: /run/secrets/password",
    bad="""\
services:
  db:
    image: mysql:8.4
    environment: {MYSQL_ROOT_PASSWORD: '${PASSWORD:-hunter2}'}
""",
    good="""\
services:
  db:
    image: mysql:8.4
    environment: {MYSQL_ROOT_PASSWORD_FILE: /run/secrets/password}
    secrets: [password]
secrets: {password: {file: ./password.txt}}
""",
    elsewhere=("compose-lint CL-0020", "compose-lint CL-0021"),
)
def no_secrets_in_environment(resolved: Resolved) -> Iterator[Breach]:
    """No password or key is in the environment.

    Yield each variable, of a container or a build, that holds a secret by its name or as part of a URL.
    """
    for name, service in resolved.services.items():
        build = service.get("build") or {}
        variables = [(("environment",), service.get("environment")), (("build", "args"), build.get("args"))]
        for path, found in variables:
            for key, value in (found or {}).items():
                fix = _fix(key, path[0])
                if _NAMES.search(key.upper()) and not _HARMLESS.search(key.upper()):
                    yield Breach(("services", name, *path, key), f"{name} gets {key} in its {path[-1]}", fix)
                elif _IN_A_URL.search(str(value)):
                    yield Breach(
                        ("services", name, *path, key), f"{name} gets a password inside of {key}", fix
                    )


def _fix(key: str, place: str) -> str:
    secret = key.lower().replace("_", "-")
    if place == "build":
        return f"Name it under the build's secrets:, and read it with RUN --mount=type=secret,id={secret}"
    return (
        "Write it to a file that git does not see, name it under secrets:, and point the image to it: "
        f"{key}_FILE: /run/secrets/{secret}"
    )
