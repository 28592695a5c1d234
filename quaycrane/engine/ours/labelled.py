"""The SDK's own client, set to mark what is made through it as ours.

Its high-level objects and its low-level ``api`` alike: containers, volumes, networks, and images that are
built, committed or imported. What is pulled or loaded carries no mark, for it is not ours.
"""

from collections.abc import Callable, Iterable, Mapping
from inspect import signature
from typing import Any

from docker import APIClient, DockerClient, errors

from quaycrane.engine.ours.anonymous import note_anonymous_of
from quaycrane.engine.ours.labels import run_labels


class LabellingAPI(APIClient):
    """The SDK's low-level client, which adds the labels of this run; a label that is given stays."""

    def create_container_from_config(
        self,
        config: Any,  # noqa: ANN401 - as the SDK's own
        name: str | None = None,
        platform: str | None = None,
    ) -> Any:  # noqa: ANN401 - as the SDK's own
        """Create a container, and with it the named volumes that the engine would make unmarked."""
        host = config.get("HostConfig") or {}
        for mount in host.get("Mounts") or []:
            if mount.get("Type") == "volume":
                mount["VolumeOptions"] = _marked(mount.get("VolumeOptions") or {}, "Labels")
        binds = [str(bind) for bind in host.get("Binds") or []]
        sources = (bind.partition(":")[0] for bind in binds if ":" in bind)
        made = make_volumes(self, sources, host.get("VolumeDriver"))
        try:
            marked = _marked(config, "Labels")
            return super().create_container_from_config(marked, name, platform)  # type: ignore[no-untyped-call]
        except errors.APIError:
            for volume in made:
                self.remove_volume(volume)
            raise

    def remove_container(self, container: Any, v: bool = False, *rest: Any, **options: Any) -> Any:  # noqa: ANN401, FBT001, FBT002
        """Remove a container; what it leaves without ``v=True`` goes with this run."""
        if not v:
            note_anonymous_of(self, container)
        return super().remove_container(container, v, *rest, **options)

    def create_volume(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the SDK's own
        """Create a volume."""
        return super().create_volume(**_marked(_given(APIClient.create_volume, arguments, options)))

    def create_network(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the SDK's own
        """Create a network."""
        return super().create_network(**_marked(_given(APIClient.create_network, arguments, options)))

    def build(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the SDK's own
        """Build an image, and leave none of the containers that its steps ran in."""
        given = {"rm": True, "forcerm": True} | _given(APIClient.build, arguments, options)
        return super().build(**_marked(given))

    def commit(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the SDK's own
        """Make an image of a container."""
        return super().commit(**_changed(_given(APIClient.commit, arguments, options)))

    def import_image(self, *arguments: Any, **options: Any) -> Any:  # noqa: ANN401 - as the SDK's own
        """Make an image of an archive of files."""
        return super().import_image(**_changed(_given(APIClient.import_image, arguments, options)))


def make_volumes(api: APIClient, sources: Iterable[str], driver: str | None = None) -> list[str]:
    """Make the volumes, ours by their label, that the engine would make unmarked for a container.

    Args:
        api: The engine.
        sources: The left parts of ``-v LEFT:RIGHT``; paths and volumes that are there are passed over.
        driver: Their driver, None for the engine's own.

    Returns:
        The names of those that were not there.
    """
    absent = [name for name in dict.fromkeys(sources) if is_volume_name(name) and not _is_there(api, name)]
    for name in absent:
        api.create_volume(name, driver=driver, labels=run_labels())
    return absent


def _is_there(api: APIClient, volume: str) -> bool:
    try:
        api.inspect_volume(volume)
    except errors.NotFound:
        return False
    return True


def labelling_client(**options: Any) -> DockerClient:  # noqa: ANN401 - the SDK's own options
    """Return the SDK's client, whose low-level client labels.

    Args:
        options: Those of `docker.DockerClient`.
    """
    client = DockerClient(**options)
    client.api.close()
    client.api = LabellingAPI(**options)
    return client


def is_volume_name(text: str) -> bool:
    """Return whether the left part of ``-v LEFT:RIGHT`` names a volume: a path has a slash or a dot first."""
    return bool(text) and text[0].isalnum() and not set(text) & set("/\\~")


def _given(
    method: Callable[..., Any], arguments: tuple[Any, ...], options: Mapping[str, Any]
) -> dict[str, Any]:
    """Return arguments by their names, as `method` would take them."""
    return dict(list(signature(method).bind(None, *arguments, **options).arguments.items())[1:])


def _marked(given: Mapping[str, Any], key: str = "labels") -> dict[str, Any]:
    theirs = given.get(key)
    if theirs is not None and not isinstance(theirs, Mapping):
        return dict(given)  # the SDK says what is wrong with it
    return {**given, key: {**run_labels(), **(theirs or {})}}


def _changed(given: Mapping[str, Any]) -> dict[str, Any]:
    theirs = given.get("changes") or []
    ours = [f'LABEL "{key}"="{value}"' for key, value in run_labels().items()]
    return {**given, "changes": ours + ([theirs] if isinstance(theirs, str) else list(theirs))}
