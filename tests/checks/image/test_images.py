"""What is asked of an image: each check passes a right answer and fails a wrong one, with the reason."""

from pathlib import Path

import pytest

from quaycrane import checks
from quaycrane.checks import Verdict
from quaycrane.checks.answer import Answer
from quaycrane.checks.answer_builds import first_build
from quaycrane.checks.image.answer_image import image_of
from quaycrane.checks.image.efficiency import efficiency
from quaycrane.checks.image.model import changes
from quaycrane.engine import Engine, image_details

pytestmark = [pytest.mark.engine, pytest.mark.usefixtures("engine")]

MEGABYTE = "dd if=/dev/urandom bs=1000000 count=1"
RIGHT = f"""\
FROM alpine:3
RUN adduser -D -u 1000 app && {MEGABYTE} of=/data
COPY --chown=1000 <<EOF /app/node_modules/express/package.json
{{"name": "express", "version": "5.1.0"}}
EOF
EXPOSE 3000
USER app
HEALTHCHECK CMD test -e /data
ENTRYPOINT ["sleep"]
CMD ["60"]
"""
STRUCTURE = """\
schemaVersion: 2.0.0
commandTests:
  - {name: it sleeps, command: sleep, args: [0]}
  - {name: who, command: sh, args: [-c, "id -un; echo $A >&2"], envVars: [{key: A, value: b}],
     expectedOutput: ["^app$"], excludedOutput: [root], expectedError: [b], excludedError: [c]}
fileExistenceTests:
  - {name: data, path: /data, permissions: -rw-r--r--, uid: 0, gid: 0}
  - {name: tool, path: /bin/busybox, isExecutableBy: any}
  - {name: nothing, path: /nothing, shouldExist: false}
fileContentTests:
  - {name: manifest, path: /app/node_modules/express/package.json, expectedContents: ["5[.]1"],
     excludedContents: ["4[.]"]}
metadataTest:
  envVars: [{key: PATH, value: ".*/bin.*", isRegex: true}]
  exposedPorts: ["3000"]
  unexposedPorts: ["80"]
  unmountedVolumes: [/data]
  entrypoint: [sleep]
  cmd: ["60"]
  user: app
"""
CHECKS = {
    "wastes-little": checks.wastes_little(),
    "no-build-tools": checks.no_build_tools(),
    "no-set-uid-files": checks.no_set_uid_files(),
    "no-secrets-in-image": checks.no_secrets_in_image(),
    "names-a-user": checks.names_a_user(),
    "exposes": checks.exposes(),
    "has-health-check": checks.has_health_check(),
    "stands-on": checks.stands_on(base="alpine:3"),
    "no-larger-than": checks.no_larger_than(reference=RIGHT, times=1.1),
    "lacks-packages": checks.lacks_packages(names=["webpack", "eslint*"]),
    "has-packages": checks.has_packages(names=["express"]),
    "passes-structure-tests": checks.passes_structure_tests(tests=STRUCTURE),
}
AS_ROOT = "USER root\nRUN"
WRONG = {
    "written three times": (
        "wastes-little", f"{AS_ROOT} chown app /data\nRUN chmod 600 /data", "3.0 MB: /data",
    ),
    "removed too late": ("wastes-little", f"{AS_ROOT} rm /data", "1.0 MB: /data"),
    "a folder removed too late": (
        "wastes-little", f"{AS_ROOT} mkdir /t && {MEGABYTE} of=/t/a\nRUN rm -r /t", "1.0 MB: /t/a",
    ),
    "a compiler left": (
        "no-build-tools", f"{AS_ROOT} ln -s /bin/busybox /usr/local/bin/gcc", "/usr/local/bin/gcc",
    ),
    "a tool of the packages left": (
        "no-build-tools", f"{AS_ROOT} mkdir -p /app/node_modules/.bin && touch /app/node_modules/.bin/tsc",
        ".bin/tsc",
    ),
    "a set-uid program": ("no-set-uid-files", f"{AS_ROOT} cp /bin/busybox /b && chmod u+s /b", "/b"),
    "a password": ("no-secrets-in-image", "ENV DB_PASSWORD=not-a-good-idea", "Env"),
    "root by name": ("names-a-user", "USER root", "root: user 0"),
    "root by number": ("names-a-user", "USER 00:1000", "user 0"),
    "a second name of root": (
        "names-a-user", f"{AS_ROOT} echo 'toor:x:0:0::/:/bin/sh' >> /etc/passwd\nUSER toor", "toor: user 0",
    ),
    "a user of an earlier stage": ("names-a-user", "FROM alpine:3\nCOPY --from=0 / /", "no user"),
    "another port": ("exposes", "FROM alpine:3\nCOPY --from=0 / /\nEXPOSE 8080 3000/udp", "8080/tcp"),
    "no health check any more": ("has-health-check", "HEALTHCHECK NONE", "NONE"),
    "a copy of another image": ("stands-on", "FROM scratch\nCOPY --from=0 / /", "0 of the"),
    "a base by its name alone": (
        "stands-on", "FROM scratch AS alpine\nCOPY --from=0 / /\nLABEL name=alpine:3\nFROM alpine", "0 of",
    ),
    "too large": ("no-larger-than", f"{AS_ROOT} {MEGABYTE} of=/more", "times as large"),
    "what checks the sources": (
        "lacks-packages",
        f"{AS_ROOT} cd /app/node_modules && cp -r express eslint && sed -i s/exp[a-z]*/eslint/ esl*/*",
        "eslint 5.1.0",
    ),
    "a package missing": ("has-packages", f"{AS_ROOT} rm -r /app/node_modules", "Missing: express"),
    "another command": ("passes-structure-tests", 'CMD ["61"]', "cmd is ['61']"),
    "another mode": ("passes-structure-tests", f"{AS_ROOT} chmod 600 /data\nUSER app", "/data has -rw----"),
    "another user": ("passes-structure-tests", "USER root", "who: the output has no '^app$'"),
    "another content": (
        "passes-structure-tests", f"{AS_ROOT} sed -i s/5.1/4.0/ /app/node_modules/express/package.json",
        "manifest:",
    ),
}  # fmt: skip


def answer(folder: Path, more: str = "") -> Path:
    """Write the right answer, with more at its end."""
    (folder / "Dockerfile").write_text(f"{RIGHT}{more}\n")
    return folder


def test_the_right_answer_passes_each(tmp_path: Path) -> None:
    """An image with nothing wrong passes every check."""
    report = checks.check(answer(tmp_path), *CHECKS.values())
    assert [one.verdict for one in report.outcomes] == [Verdict.PASSED] * len(CHECKS), str(report)


@pytest.mark.parametrize(("name", "more", "told"), WRONG.values(), ids=WRONG.keys())
def test_a_wrong_answer_fails_with_the_reason(name: str, more: str, told: str, tmp_path: Path) -> None:
    """An image with one thing wrong fails the check of that thing, which says what it saw."""
    (outcome,) = checks.check(answer(tmp_path, more), CHECKS[name]).outcomes
    assert outcome.verdict is Verdict.FAILED
    assert told in outcome.observed


def test_every_check_has_a_wrong_answer() -> None:
    """None of these checks could pass everything unseen."""
    assert {name for name, _, _ in WRONG.values()} == set(CHECKS)


def test_a_layer_tells_what_it_does(tmp_path: Path, engine: Engine) -> None:
    """Each layer tells the files that it adds, changes and removes; the sizes add up to the engine's."""
    more = f"{AS_ROOT} echo x >> /data && rm -r /app/node_modules && touch /new\n"
    image = image_of(Answer(answer(tmp_path, more)))
    change = changes(image)[-1]
    assert change.added == ("new",)
    assert change.changed == ("data",)
    assert change.removed == (
        "app/node_modules", "app/node_modules/express", "app/node_modules/express/package.json",
    )  # fmt: skip
    assert "app/node_modules/express" not in image.tree
    assert image.tree["app"].kind == "folder"
    built = first_build(Answer(tmp_path)).image_id
    assert image.size_bytes == pytest.approx(image_details(engine, built)["Size"], abs=200)


def test_efficiency_is_as_dive_defines_it(tmp_path: Path) -> None:
    """What is stored against what is of use, computed by hand for an image of known sizes."""
    found = efficiency(
        image_of(Answer(answer(tmp_path, f"{AS_ROOT} {MEGABYTE} of=/two\nRUN chmod 600 /data && rm /two")))
    )
    image = image_of(Answer(tmp_path))
    assert found.wasted_bytes - 3_000_000 < 1000  # /data twice, /two once; and the user's few bytes
    assert found.wasted_bytes >= 3_000_000
    assert found.score == pytest.approx(1 - 2_000_000 / image.size_bytes, abs=0.001)
    own = sum(layer.size_bytes for layer in image.layers[1:])
    assert found.wasted_share == pytest.approx(3_000_000 / own, abs=0.001)
    assert [waste.path for waste in found.wastes[:2]] == ["data", "two"]
