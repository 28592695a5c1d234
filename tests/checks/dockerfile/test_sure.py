"""What is told is so: no public key is called a secret, no sticky folder open, no unknown user root."""

import pytest

from quaycrane.checks.dockerfile import known_rules, parse

RULES = {rule.name: rule for rule in known_rules()}


def finds(rule: str, text: str, ignore: str | None = None) -> bool:
    """Return whether a rule finds something."""
    return bool(
        list(RULES[rule].find(parse(text if "FROM" in text else f"FROM debian:12-slim\n{text}\n", ignore)))
    )


SECRET = [
    "COPY .env ./", "COPY app/.env.production /app/", "COPY id_rsa /root/.ssh/",
    "COPY server.key /etc/ssl/", "COPY privkey.pem /x/", "COPY tls-key.pem /x/",
    "COPY .git-credentials /root/", "COPY .ssh /root/.ssh", "COPY secrets.json /app/", "COPY a.p12 /x/",
    "COPY secrets.env ./", "COPY credentials.json ./", "ADD key.pem /x",
    "COPY service-account-prod.json /x/", "COPY a.keystore /x/",
]  # fmt: skip
PUBLIC = [
    "COPY dhparam.pem /etc/ssl/", "COPY rds-ca-bundle.pem /etc/ssl/certs/", "COPY ca.pem /x/",
    "COPY fullchain.pem /x/", "COPY cert.pem /x/", "COPY app/secrets.py /app/", "COPY secret.go /x/",
    "COPY secrets_test.rb /x/", "COPY .env.example ./", "COPY .env.development ./",
    "ADD https://example.org/Release.key /usr/share/keyrings/", "COPY nodesource.key /etc/apt/keyrings/",
    "COPY docker.gpg.key /x/", "COPY public.pem /x/", "COPY id_rsa.pub /root/.ssh/authorized_keys",
    "COPY truststore.jks /x/", "COPY cacerts.jks /x/", "COPY apt.key /x/", "COPY pubkey.pem /x/",
    "COPY --from=build /secrets.json /x/", "COPY RPM-GPG-KEY-x /etc/pki/rpm-gpg/", "COPY monkey.pem /x/",
    "COPY .npmrc ./", "COPY credentials.py ./", "COPY keys.md ./",
]  # fmt: skip


@pytest.mark.parametrize("line", SECRET)
def test_a_file_named_like_a_secret_is_found(line: str) -> None:
    """By the names that keys, credentials and settings with secrets have."""
    assert finds("SecretsInFiles", line)


@pytest.mark.parametrize("line", PUBLIC)
def test_what_is_public_is_no_secret(line: str) -> None:
    """Certificates, public keys, parameters, programs and samples are not found."""
    assert not finds("SecretsInFiles", line)


OPEN = [
    "RUN chmod 777 /x", "RUN chmod -R 0777 /x", "RUN chmod o+w,g+w /x", "RUN chmod ugo=rwx /x",
    "RUN chmod a+rwx /x", "RUN chmod a+w /x", "RUN chmod 666 /x", "RUN chmod -v o=rw /x",
    "RUN chmod 2777 /x", "RUN mkdir -m 777 /x", "RUN install -m 0777 a /x", "COPY --chmod=777 a /x",
    "RUN chmod --recursive 777 /x", "RUN chmod 777 -R /x", "RUN sudo chmod 777 /x",
    "COPY --chmod=a+rw a /x",
]  # fmt: skip
CLOSED = [
    "RUN chmod 1777 /tmp", "RUN chmod 01777 /tmp", "RUN chmod a+rwxt /tmp", "RUN chmod 755 /x",
    "RUN chmod 775 /x", "RUN chmod g+w /x", "RUN chmod o-w /x", "RUN chmod a-w /x", "RUN chmod u+w,o-w /x",
    "RUN chmod +x /x", "RUN chmod u=rwx,go=rx /x", "RUN echo chmod 777 /x", "RUN mkdir -m 1777 /x",
    "COPY --chmod=755 a /x", "RUN chmod 770 /777", "RUN chmod o=rx /x",
]  # fmt: skip


@pytest.mark.parametrize("line", OPEN)
def test_rights_for_everyone_are_found(line: str) -> None:
    """In digits or letters, with chmod or with what makes the file."""
    assert finds("NotWorldWritable", line)


@pytest.mark.parametrize("line", CLOSED)
def test_other_rights_are_not_found(line: str) -> None:
    """A sticky folder, rights taken away, and those of the group."""
    assert not finds("NotWorldWritable", line)


LAST_USERS = {
    "ARG U\nUSER $U": False, "ARG U=root\nUSER $U": True, "USER $NONE": True, "USER root": True,
    "USER 0:0": True, "USER app\nUSER root": True, "USER root\nUSER app": False,
    "ARG U=app\nUSER ${U}": False, "ARG U\nUSER ${U:-0}": False, "FROM mine:1\nUSER $U": False,
    "ENV U=0\nUSER $U": True,
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), LAST_USERS.items())
def test_an_unknown_user_is_not_called_root(text: str, found: bool) -> None:  # noqa: FBT001 - a table
    """Where whoever builds names the user, nothing is said of it; where nobody can, it is root."""
    assert finds("LastUserIsNotRoot", text) == found


UNDEFINED = {
    "FROM busybox:1\nCOPY <<E /x\n$NONE\nE\n": True, "FROM busybox:1\nCOPY <<'E' /x\n$NONE\nE\n": False,
    "FROM busybox:1\nARG A\nCOPY <<E /x\n'$A'\nE\n": False,
    "FROM busybox:1\nCOPY <<E /x\n'$NONE'\nE\n": True,
    "FROM busybox:1\nCOPY <<-E /x\n\t${NONE}\n\tE\n": True,
    "FROM busybox:1\nCOPY <<E /x\n\\$NONE\nE\n": False, "FROM busybox:1\nRUN <<E\necho $NONE\nE\n": False,
    "FROM docker.io/library/busybox:1\nWORKDIR /$P\n": True,
    "FROM docker.io/busybox:1\nWORKDIR /$P\n": True, "FROM library/busybox\nWORKDIR /$P\n": True,
    "FROM mine/busybox\nWORKDIR /$P\n": False, "FROM index.docker.io/library/alpine:3\nUSER $P\n": True,
    "FROM ghcr.io/library/busybox\nWORKDIR /$P\n": False,
    "FROM busybox:1\nRUN --mount=type=cache,target=/$P true\n": True, "FROM scratch\nWORKDIR /$P\n": True,
    "FROM busybox:1\nARG P\nRUN --mount=type=cache,target=/$P true\n": False,
}  # fmt: skip


@pytest.mark.parametrize(("text", "found"), UNDEFINED.items())
def test_variables_without_a_value_are_found_where_they_are_put_in(text: str, found: bool) -> None:  # noqa: FBT001
    """In a heredoc of COPY, in a mount, and below a base of Docker Hub by any of its names."""
    assert finds("UndefinedVar", text) == found


IGNORED = {
    ("secret.txt\nlogs\n!logs/keep", "COPY secret.txt /s/"): True, ("*\n!src", "COPY . /app"): False,
    ("*\n!src", "COPY src /app"): False, ("*\n!src", "COPY docs /app"): True,
    ("logs\n!logs/keep", "COPY logs /l"): False, ("*.txt\n!a.txt", "COPY a.txt /"): False,
    ("*.txt\n!a*", "COPY b.txt /"): True, ("a\n!**/b", "COPY a /"): False, ("a\n!a\na", "COPY a /"): False,
    ("node_modules", "COPY src /"): False, ("**\n!/go", "COPY . ."): False,
    ("dist\n!docs", "COPY dist /d"): True,
}  # fmt: skip


@pytest.mark.parametrize(("files", "found"), IGNORED.items())
def test_an_exception_brings_back_what_it_means(files: tuple[str, str], found: bool) -> None:  # noqa: FBT001
    """One for another folder leaves a file out, one for a part of a folder does not leave all of it out."""
    assert finds("CopyIgnoredFile", files[1], files[0]) == found


SEVERITIES = {
    "CopyEndsInFolder", "CopyFromAnotherStage", "CopyIgnoredFile", "DuplicateStageName",
    "ReservedStageName", "SecretsInFiles", "SecretsInText", "UndefinedArgInFrom",
}  # fmt: skip


def test_errors_are_few_and_sure() -> None:
    """These rules and no others are errors: docs/agreement.md counts how often each is right."""
    assert {rule.name for rule in RULES.values() if rule.severity == "error"} == SEVERITIES


PLACEHOLDERS = ["user:password@db", "user:$PASSWORD@db", "user:${P}@db", "user:changeme@db", "user:<pass>@db"]


@pytest.mark.parametrize("part", PLACEHOLDERS)
def test_what_stands_for_a_password_is_none(part: str) -> None:
    """A variable or a word that is to be replaced gives nothing away."""
    assert not finds("PasswordInAddress", f"ENV URL=mysql://{part}/x")


DEFAULTS = {
    'ARG SFX="box:"\nFROM busy${SFX}\n': "Mend the default of SFX",
    "ARG TAG\nFROM node:${TAG}\n": "Give TAG a default",
    "ARG A=Node\nFROM $A:24\n": "Mend the default of A",
    "ARG A=node\nARG B=\nFROM $A:$B\n": "Give B a default",
}  # fmt: skip


@pytest.mark.parametrize(("text", "advice"), DEFAULTS.items())
def test_advice_on_a_base_names_the_variable(text: str, advice: str) -> None:
    """Which is to be given a default, or whose default is to be mended."""
    (finding,) = RULES["InvalidDefaultArgInFrom"].find(parse(text))
    assert finding.fix.startswith(advice)


def test_a_heredoc_is_not_told_to_be_joined() -> None:
    """Two RUN of which one holds a heredoc cannot be joined with &&."""
    assert not finds("ConsecutiveRuns", "RUN cat <<E > /a\nx\nE\nRUN ls")
    assert finds("ConsecutiveRuns", "RUN a\nRUN ls")


@pytest.mark.parametrize("name", ["ROOTFS.TAR.GZ", "a.tgz", "a.Tar", "a.txz"])
def test_an_archive_is_unpacked_by_add(name: str) -> None:
    """Whichever letters its name is written in."""
    assert not finds("CopyNotAdd", f"ADD {name} /")


SERVERS = {
    "apk add openssh": True, "apt-get install openssh-server": True, "zypper in openssh": True,
    "dnf install -y openssh": False, "apk add openssh-client": False, "dnf install openssh-clients": False,
}  # fmt: skip


@pytest.mark.parametrize(("command", "found"), SERVERS.items())
def test_a_client_of_ssh_is_no_server(command: str, found: bool) -> None:  # noqa: FBT001 - a table
    """The package openssh brings the server on some distributions, and not on others."""
    assert finds("NoSshServer", f"RUN {command}") == found
