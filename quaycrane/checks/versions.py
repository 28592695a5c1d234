"""Names an image with a version, for advice that a reader can take as it stands."""

import re

_EXAMPLES = {
    "alpine": "3.22", "busybox": "1.37", "caddy": "2.10", "debian": "12-slim", "eclipse-temurin": "21-jre",
    "elasticsearch": "9.1.0", "fedora": "42", "golang": "1.25", "httpd": "2.4", "mariadb": "11.8",
    "memcached": "1.6", "mongo": "8.0", "mysql": "8.4", "nginx": "1.28", "node": "24-alpine", "php": "8.4",
    "postgres": "17", "python": "3.13-slim", "rabbitmq": "4.1", "redis": "8.2", "ruby": "3.4", "rust": "1.90",
    "traefik": "3.5", "ubuntu": "24.04", "wordpress": "6.8",
}  # fmt: skip
_ANY = "VERSION"
_HUB = re.compile(r"(?:(?:index\.)?docker\.io/)?(?:library/)?(?=[^/]+\Z)")


def with_version(image: str, *, before: str = "") -> str:
    """Return an image's name with a version as its tag: one that there is for well-known images.

    Args:
        image: The name, with a tag that tells no version or with none; what the tag says after its first
            word, such as `-alpine`, is kept.
        before: The part of the tag that the version is to stand before, empty for none.
    """
    image = image.partition("@")[0]
    folder, slash, last = image.rpartition("/")
    repository, _, tag = last.partition(":")
    variant = before or "".join(re.findall(r"[-_].*", tag)[:1]).lstrip("-_")
    example = _EXAMPLES.get(_HUB.sub("", f"{folder}{slash}{repository}"), _ANY)
    version = f"{example.partition('-')[0]}-{variant}" if variant else example
    return f"{folder}{slash}{repository}:{version}"
