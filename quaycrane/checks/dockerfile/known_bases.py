"""Knows which variables common base images bring along; of others nothing is known from the text."""

from quaycrane.checks.dockerfile.model import Dockerfile, Stage
from quaycrane.checks.dockerfile.reference import read_reference
from quaycrane.checks.dockerfile.scope import Step

_BARE = frozenset({"alpine", "busybox", "debian", "ubuntu", "fedora", "archlinux", "scratch"})
_BRINGS = {
    "node": {"NODE_VERSION", "YARN_VERSION"},
    "python": {"LANG", "GPG_KEY", "PYTHON_VERSION", "PYTHON_SHA256"},
    "golang": {"GOLANG_VERSION", "GOTOOLCHAIN", "GOPATH"},
    "nginx": {"NGINX_VERSION", "NJS_VERSION", "NJS_RELEASE", "PKG_RELEASE", "DYNPKG_RELEASE", "ACME_VERSION"},
}

_WITH_WORKDIR = frozenset({"golang", "httpd", "redis", "tomcat", "wordpress", "drupal", "ghost", "jenkins"})


def is_open(dockerfile: Dockerfile, stage: Stage, step: Step) -> bool:
    """Return whether a step uses variables that the base may give a value, so that the text cannot tell."""
    given = given_by_base(dockerfile, stage)
    return bool(step.missing) if given is None else bool(step.missing & given)


def given_by_base(dockerfile: Dockerfile, stage: Stage) -> frozenset[str] | None:
    """Return the variables that a stage's base image gives a value, None where that is not known."""
    while stage.parent is not None:
        stage = dockerfile.stages[stage.parent]
    reference = read_reference(stage.resolved)
    if reference is None:
        return frozenset() if stage.resolved == "scratch" else None
    if reference.familiar in _BARE:
        return frozenset()
    return frozenset(_BRINGS[reference.familiar]) if reference.familiar in _BRINGS else None


def begins_at_root(dockerfile: Dockerfile, stage: Stage) -> bool:
    """Return whether a stage's base sets no working directory, as most do not."""
    while stage.parent is not None:
        stage = dockerfile.stages[stage.parent]
    reference = read_reference(stage.resolved)
    return reference is not None and reference.familiar not in _WITH_WORKDIR
