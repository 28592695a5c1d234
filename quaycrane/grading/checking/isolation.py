"""Where answers are checked: in slots, or on the engine at hand by an instructor who trusts them."""

from dataclasses import dataclass, field

from quaycrane.engine import OBSERVER_IMAGE, Engine, Kind, Slot, SlotKit, SlotLimits, connect, slot_kit
from quaycrane.errors import NoEngineError, NoSlotsError, QuaycraneError
from quaycrane.kit import catalogue, chosen, ensure_slot, missing, state


@dataclass(frozen=True)
class Isolation:
    """How answers are kept apart; picklable.

    Attributes:
        kind: ``slot``, an engine for each worker; ``trusted``, the engine at hand; ``none``, no engine.
        limits: What a slot may use.
    """

    kind: str = "slot"
    limits: SlotLimits = field(default_factory=SlotLimits)


def engine_at_hand() -> Engine:
    """Return the engine on which slots run.

    Raises:
        NoEngineError: None answers.
    """
    engine = connect()
    if engine.kind is Kind.NONE:
        raise NoEngineError(
            "Nothing was graded: no Docker Engine answers",
            why="; ".join(engine.tried),
            fix="Start one with `./course engine start`, and grade again",
        )
    return engine


def prepared_kit(engine: Engine, unit: str) -> SlotKit:
    """Return the images that a unit needs, for slots; for a unit unknown to the kit all that are there.

    Raises:
        NoSlotsError: The images are not on the engine, or slots cannot be had here.
    """
    known = any(unit in image.units for image in catalogue())
    if absent := missing(engine, [unit]) if known else ():
        names = ", ".join(image.reference for image in absent)
        raise NoSlotsError(f"The engine lacks {names}", fix="Run `./course kit fetch`, and grade again")
    images = (
        chosen(unit)
        if known
        else [one for one in catalogue() if not one.machinery and state(engine, one).ready]
    )
    try:
        slot = ensure_slot(engine, lambda _: None)
    except NoEngineError:
        raise
    except QuaycraneError as error:
        raise NoSlotsError("The image of the grading slots could not be made", why=str(error)) from None
    references = {image.reference for image in images} | {OBSERVER_IMAGE}
    return slot_kit(engine, slot.reference, sorted(references))


def new_slot(isolation: Isolation, unit: str) -> Slot:
    """Return a slot that has just begun and holds what a unit needs.

    Raises:
        NoEngineError: No engine answers.
        NoSlotsError: Slots cannot be had here.
    """
    engine = engine_at_hand()
    return Slot(engine, prepared_kit(engine, unit), isolation.limits)
