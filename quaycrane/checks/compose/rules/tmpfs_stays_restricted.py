"""TmpfsStaysRestricted: no program can be run from a tmpfs."""

from collections.abc import Iterator

from quaycrane.checks.compose.resolve import Resolved
from quaycrane.checks.compose.rule import Breach, rule


@rule(
    why="A tmpfs is where an intruder may write; exec, suid and dev let programs be run from it as well",
    fix="Take exec, suid and dev away from its options",
    bad="""\
services:
  web:
    image: nginx:1.27
    tmpfs: ['/tmp:exec,size=64m']
""",
    good="""\
services:
  web:
    image: nginx:1.27
    tmpfs: ['/tmp:size=64m']
""",
    elsewhere=("compose-lint CL-0022",),
)
def tmpfs_stays_restricted(resolved: Resolved) -> Iterator[Breach]:
    """A tmpfs stays as restricted as it is by default.

    Yield each tmpfs with an option that opens it.
    """
    for name, service in resolved.services.items():
        for place, entry in enumerate(service.get("tmpfs") or ()):
            opened = {"exec", "suid", "dev"} & set(str(entry).partition(":")[2].split(","))
            if opened:
                sentence = f"{name} has {', '.join(sorted(opened))} on {str(entry).partition(':')[0]}"
                fix = f"Take {' and '.join(sorted(opened))} away from its options"
                yield Breach(("services", name, "tmpfs", place), sentence, fix)
