"""What a script carries out is told from what it only says, however it is written."""

import pytest

from quaycrane.checks.dockerfile import known_rules, parse

RULES = {rule.name: rule for rule in known_rules()}
ASKS = "apt-get install vim"


def finds(rule: str, script: str) -> bool:
    """Return whether a rule finds something in a RUN with a script, given as a heredoc."""
    return bool(list(RULES[rule].find(parse(f"FROM debian:12-slim\nRUN <<'RUN'\n{script}\nRUN\n"))))


CARRIED_OUT = [
    "{}", "a; {}", "a && {}", "a || {}", "a & {}", "if a; then {}; fi", "if {}; then a; fi",
    "if ! {}; then a; fi", "while {}; do a; done", "until a; do {}; done", "for f in a b; do {}; done",
    "for f in $({}); do a; done", "for ((i=0;i<2;i++)); do {}; done", "case $a in x|y) {} ;; esac",
    "case $a in\n(x|y)\n{}\n;;\n*) b\nesac", "case $({}) in a) b ;; esac", "( {} )", "(a; {})", "{{ {}; }}",
    "f() {{ {}; }}", "function f {{ {}; }}", "x=$({})", "x=`{}`", 'echo "$({})"', 'echo "a `{}` b"',
    "echo ${{a:-$({})}}", "echo $(( 1 + $({}) ))", "[[ a =~ b|c ]] && {}", "[[ $a == (b|c) ]] && {}",
    "((1|2)) && {}", "echo $((1|2)); {}", "a >| b; {}", "a > b 2>&1 && {}", "a &> b && {}",
    "cat <<E > f\na | b\nE\n{}", "cat <<'E'\n$(a\nE\n{}", "cat <<-E\n\tcase\n\tE\n{}", "bash <<E\n{}\nE",
    "cat <<E | sh\n{}\nE", "cat <<E > f && sh f\n{}\nE", "cat > /f.sh <<E\n{}\nE\nchmod +x /f.sh\n/f.sh",
    "# a\n{}", "a # b\n{}", "a \\\n&& {}", "echo a#b; {}", "echo $'it\\'s'; {}", "x=(a b); {}",
    "echo {{a,b}}; {}", "a |\n{}", "diff <({}) f", "tee >({}) < f",
]  # fmt: skip
BEFORE_IT = [
    "sudo {}", "sudo -E -u root {}", "timeout 60 {}", "timeout -k 5 60 {}", "nice -n 5 {}",
    "ionice -c 3 {}", "chroot /mnt {}", "gosu root {}", "env -i A=b {}", "A=b {}", "nohup {}", "time -p {}",
    "command {}", "exec {}", "xargs < f {}", "xargs -n 1 -a f {}", "echo a | xargs {}", "stdbuf -o L {}",
    "setsid {}", "flock /f {}", "! {}", "eatmydata {}", "<f {}", "2>/dev/null {}",
    "sudo timeout 9 env A=b nice {}",
]  # fmt: skip
IN_QUOTES = [
    "bash -c '{}'", "sh -ec '{}'", "bash -euo pipefail -c '{}'", "sudo -E bash -c '{}'",
    "bash --login -c '{}'", "su - ada -c '{}'", "su -c '{}' ada", "runuser -u ada -c '{}'", "eval '{}'",
    "timeout 9 sh -c '{}'", "/bin/sh -c '{}'", "echo '{}' | sh", 'bash <<< "{}"', "flock /f -c '{}'",
]  # fmt: skip
ONLY_SAID = [
    "echo '{}'", 'echo "{}"', "# {}", "a # {}", "cat <<E\n{}\nE", "cat <<E > f\n{}\nE\ncat f",
    "tee f <<'E'\n{}\nE", "python3 <<E\n{}\nE", "printf '%s' '{}' > f", "[[ $a == '{}' ]]",
    "case $a in '{}') b ;; esac", "A='{}'", "export A='{}'", "grep -E '{}' f", "git commit -m '{}'",
    "x=('{}')", "echo \\`{}", "sed -i 's/a/{}/' f", "python3 -c '{}'", "echo $'{}'", "echo '{}' > f",
    "command -v {}", "echo {}", "cat <<A <<B\n{}\nA\n{}\nB", "a <<E; b\n{}\nE", ": '{}'",
]  # fmt: skip
NO_PIPE = [
    "case $a in x|y) b ;; esac", "case $a in\n(x|y) b ;;\nz | w)\nc\n;;\nesac", "[[ $a =~ x|y ]]",
    "[[ $a =~ ^(x|y)$ ]]", "[[ $a == @(x|y) ]]", "echo $((1|2))", "((a|b))", "a >| b", "a || b",
    "grep -E 'a|b' f", 'grep "a|b" f', "echo a\\|b", "cat <<E > f\na | b\nE", "# a | b", "a # b | c",
    "echo ${a//|/ }", "echo @(a|b)", "echo $'a|b'", "x='a|b'", "set -o pipefail; a | b",
    "set -euxo pipefail\na | b", "set -e -o pipefail; a | b", "bash -o pipefail -c 'a | b'",
    "bash -euo pipefail -c 'a | b'", "(set -o pipefail; a | b)",
]  # fmt: skip
PIPE = [
    "a | b", "a |& b", "x=$(a | b)", 'x="$(a | b)"', 'x="$(a f | tr "," " ")"', "x=`a | b`",
    "bash -c 'a | b'", "(a | b)", "{ a; } | b", "a | (b)", "a | while read x; do b; done",
    "for f in a; do b; done | c", "[[ a ]] | b", "a | (x=$(b))", "a | b # pipefail", "echo pipefail; a | b",
    "set +o pipefail; a | b", "a | b; set -o pipefail", "set -o pipefail; bash -c 'a | b'",
    "(set -o pipefail); a | b", "set -o pipefail; set +o pipefail; a | b", "case $a in x|y) b | c ;; esac",
    "echo ${x:-$(a | b)}", "eval 'a | b'", "if a | b; then c; fi", "! a | b", "a |\nb", "diff <(a | b) f",
    "echo $(( $(a | b) ))",
]  # fmt: skip


@pytest.mark.parametrize("within", [*CARRIED_OUT, *BEFORE_IT])
def test_what_is_carried_out_is_found(within: str) -> None:
    """An install that would ask is found in every construct of the shell, and in each inside another."""
    inner = within.format(ASKS)
    assert finds("InstallAsksNothing", inner)
    for outer in CARRIED_OUT if "\n" not in inner and "`" not in inner else ():
        assert finds("InstallAsksNothing", outer.format(f" {inner} " if "`" not in outer else ASKS)), outer


@pytest.mark.parametrize("within", IN_QUOTES)
def test_a_script_in_quotes_is_read(within: str) -> None:
    """So it is in what another shell is given."""
    assert finds("InstallAsksNothing", within.format(ASKS))


@pytest.mark.parametrize("within", ONLY_SAID)
def test_what_is_only_said_is_not_found(within: str) -> None:
    """What is printed, compared, written to a file, or asked for is no command."""
    assert not finds("InstallAsksNothing", within.replace("{}", ASKS))


@pytest.mark.parametrize("script", NO_PIPE)
def test_a_line_that_is_no_pipe_is_none(script: str) -> None:
    """It may stand in a pattern, a sum, a quote or a redirection; and a careful shell is careful."""
    assert not finds("PipefailSet", script)


@pytest.mark.parametrize("script", PIPE)
def test_a_pipe_is_found_wherever_it_stands(script: str) -> None:
    """A pipe is one in every construct, and the mere word pipefail makes no shell careful."""
    assert finds("PipefailSet", script)


@pytest.mark.parametrize(("first", "found"), [("#!/bin/bash", True), ("#!/usr/bin/env sh", True),
    ("#!/usr/bin/env python3", False), ("#!/usr/bin/perl -w", False)])  # fmt: skip
def test_the_first_line_says_who_reads(first: str, found: bool) -> None:  # noqa: FBT001 - a table
    """A heredoc with another program in its first line holds no commands of a shell."""
    assert finds("InstallAsksNothing", f"{first}\n{ASKS}") == found


WINDOWS = [
    '# escape=`\nFROM mcr.microsoft.com/windows/nanoserver:ltsc2022\nRUN dir | find "x"\n',
    "FROM --platform=windows/amd64 a:1\nRUN dir | more\n",
    'FROM a:1\nSHELL ["pwsh", "-Command"]\nRUN a | b\n',
]  # fmt: skip


@pytest.mark.parametrize("text", WINDOWS)
def test_other_shells_are_left_alone(text: str) -> None:
    """What is said of a pipe of Unix is not said of one of Windows."""
    assert not list(RULES["PipefailSet"].find(parse(text)))


LOADS = ["curl -fsSL https://e.org/i", "wget -qO- https://e.org/i"]
RUN_UNSEEN = [
    "{} | sh", "{} | bash", "{} | /bin/bash", "{} | sudo bash", "{} | sudo -E bash -", "{} | bash -s -- -y",
    "{} | sh -s a", "{} | bash -x", "{} | tee /x | sh", "{} | gunzip | sh", "{} | sed s/a/b/ | bash",
    "{} | env A=b sh", "{} | A=b sh -", "{} | timeout 60 bash", "{} | python3", "{} | python3 -",
    "{} | python3 - --version 2", "{} | perl", "{} | perl - a", "{} | ruby", "{} | node", "{} | node -",
    "{} | php", "{} | php -- --install-dir=/usr/bin", "{} |& bash", "{} | bash /dev/stdin", 'sh -c "$({})"',
    'sudo sh -c "$({})"', 'bash -c "`{}`"', 'bash -c "$({})" -- a', 'eval "$({})"', "eval `{}`",
    "bash <({})", "sudo bash <({}) -y", "source <({})", ". <({})", "bash < <({})", 'bash <<< "$({})"',
    "$({})", "`{}`", "python3 <({})", "if a; then {} | sh; fi", "(cd /x && {}) | sh",
    "a && {} | bash -e && b", 'python3 -c "$({})"',
]  # fmt: skip
NOT_RUN = [
    "{} | python3 -m json.tool", "{} | python3 -c 'import sys'", "{} | python -c 'x'", "{} | node -e 'x'",
    "{} | node -p 'x'", "{} | perl -ne 'print'", "{} | perl -pe 's/a/b/'", "{} | perl -0777 -ne 'x'",
    "{} | ruby -e 'x'", "{} | ruby -rjson -e 'x'", "{} | php -r 'x'", "{} | tar xz", "{} | gpg --dearmor",
    "{} | tee /x", "{} | jq .a", "{} | apt-key add -", "{} | sh x.sh", "{} | python3 x.py",
    "{} | bash -c 'cat > /x'", "{} > x && sh x", "x=$({})", 'echo "$({})"', "{} | grep a", "{} ; sh x",
    "{} && bash x", "sh x | {}", "echo '{} | sh'", "{} | sha256sum -c", "{} | xargs rm",
    "{} | while read x; do echo $x; done", 'python3 x.py "$({})"', 'bash x.sh "$({})"', "diff <({}) f",
]  # fmt: skip


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("way", RUN_UNSEEN)
def test_a_download_that_is_run_is_found(load: str, way: str) -> None:
    """Whichever way a download reaches an interpreter, it is found."""
    assert finds("NoPipeToShell", way.replace("{}", load))


@pytest.mark.parametrize("load", LOADS)
@pytest.mark.parametrize("way", NOT_RUN)
def test_a_download_that_is_read_is_not_found(load: str, way: str) -> None:
    """An interpreter that runs a program of its own only reads the download."""
    assert not finds("NoPipeToShell", way.replace("{}", load))
