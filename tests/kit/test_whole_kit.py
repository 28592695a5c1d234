"""The whole kit: every image is made, works, and is what the catalogue says."""

import pytest

from quaycrane import kit
from quaycrane.engine import Engine
from quaycrane.kit.provenance import DIFFERS_LABEL, MADE_OF_LABEL

pytestmark = [pytest.mark.engine, pytest.mark.timeout(1200)]

IMAGES = {image.reference: image for image in kit.catalogue()}


@pytest.mark.sampled(3)
@pytest.mark.parametrize("image", IMAGES.values(), ids=IMAGES.keys())
def test_image_is_what_the_catalogue_says(engine: Engine, image: kit.KitImage) -> None:
    """Each image passes its smoke test; a stand-in has the size and the labels that the catalogue tells."""
    kit.ensure(engine, [image.reference])
    seen = kit.smoke(engine, image)
    assert seen.passed, seen
    if kit.state(engine, image) is not kit.State.STAND_IN:
        return
    labels = engine.client.images.get(image.reference).labels
    assert labels[MADE_OF_LABEL] == image.made_of
    assert labels[DIFFERS_LABEL] == image.differs
    size_bytes = kit.size_bytes(engine, image.reference)
    assert size_bytes == pytest.approx(image.size_bytes, rel=0.15, abs=1e6)
