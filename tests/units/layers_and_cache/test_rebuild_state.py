"""What the rebuild explorer remembers, and how it judges a prediction."""

import pytest

from quaycrane.units.layers_and_cache.labs import Edit, Order
from quaycrane.units.layers_and_cache.widgets import State, Verdict, choose, judge, predict
from tests.units.layers_and_cache.results import INSTRUCTIONS, rebuild

START = State(INSTRUCTIONS)


def test_start_is_the_unit_s_first_question() -> None:
    """At first there is a source edit in the good order, and nothing is foreseen."""
    assert (START.order, START.edit, START.foreseen) == (Order.GOOD, Edit.SOURCE, frozenset())
    assert START.steps == INSTRUCTIONS[Order.GOOD]


@pytest.mark.parametrize(
    ("edit", "order"),
    [(Edit.MANIFEST, Order.GOOD), (Edit.SOURCE, Order.BAD), (Edit.COLD, Order.BAD)],
)
def test_another_choice_forgets_the_prediction(edit: Edit, order: Order) -> None:
    """What was foreseen belongs to one edit and order."""
    chosen = choose(predict(START, [3, 4]), edit, order)
    assert (chosen.edit, chosen.order, chosen.foreseen) == (edit, order, frozenset())
    assert chosen.steps == INSTRUCTIONS[order]


def test_same_choice_keeps_the_prediction() -> None:
    """Choosing what is chosen already changes nothing."""
    state = predict(START, [3, 4])
    assert choose(state, Edit.SOURCE, Order.GOOD) is state


@pytest.mark.parametrize(
    ("steps", "kept"), [([], set()), ([0, 4], {0, 4}), ([4, 4], {4}), ([-1, 2, 5, 99], {2})]
)
def test_prediction_is_replaced_and_bounded(steps: list[int], kept: set[int]) -> None:
    """A prediction takes the place of the one before, and holds only steps that there are."""
    assert predict(predict(START, [1]), steps).foreseen == kept


@pytest.mark.parametrize("order", Order)
@pytest.mark.parametrize("edit", Edit)
def test_right_prediction_is_judged_right(order: Order, edit: Edit) -> None:
    """Whoever ticks exactly the steps that run again has foreseen all of them."""
    built = rebuild(order, edit)
    steps = [index for index, step in enumerate(built.instructions) if not step.cached]
    judged = judge(predict(choose(START, edit, order), steps), built)
    assert len(judged.verdicts) == len(INSTRUCTIONS[order])
    assert all(verdict.right for verdict in judged.verdicts)
    assert f"You foresaw {len(judged.verdicts)} of {len(judged.verdicts)} steps." in judged.score


@pytest.mark.parametrize(
    ("foreseen", "ran", "right"),
    [(True, True, True), (False, False, True), (True, False, False), (False, True, False)],
)
def test_verdict_is_right_when_both_agree(foreseen: bool, ran: bool, right: bool) -> None:  # noqa: FBT001
    """A step is foreseen if it was said to run and ran, or neither."""
    assert (
        Verdict("RUN pip install -r requirements.txt", foreseen=foreseen, ran=ran, seconds=0).right is right
    )


@pytest.mark.parametrize(
    ("edit", "order", "foreseen", "counts", "lesson"),
    [
        (Edit.SOURCE, Order.GOOD, [3, 4], (5, 5, 2, 3, "1.4"), ""),
        (Edit.SOURCE, Order.GOOD, [0, 4], (3, 5, 2, 3, "1.4"), "whose input had changed is `COPY . .`."),
        (Edit.NOTHING, Order.BAD, [1], (3, 4, 0, 4, "0.2"), "no step ran."),
        (Edit.COLD, Order.BAD, [], (0, 4, 4, 0, "5.5"), "A cold build does not ask the cache"),
    ],
)
def test_score_tells_what_happened(
    edit: Edit, order: Order, foreseen: list[int], counts: tuple[object, ...], lesson: str
) -> None:
    """The sentence counts, and teaches something only when not all was foreseen."""
    score = judge(predict(choose(START, edit, order), foreseen), rebuild(order, edit)).score
    told = "You foresaw {} of {} steps. {} ran again, {} came from the cache; the build took {} s."
    assert score.startswith(told.format(*counts))
    assert lesson in score
    assert bool(lesson) == (len(score) > len(told.format(*counts)))


def test_spaces_in_an_instruction_do_not_matter() -> None:
    """BuildKit prints an instruction with single spaces; it is the same step."""
    state = State(
        {Order.GOOD: ("RUN  pip   install  -r requirements.txt", "EXPOSE 8000")}, foreseen=frozenset({0})
    )
    judged = judge(state, rebuild(Order.GOOD, Edit.SOURCE))
    assert [(verdict.instruction, verdict.ran) for verdict in judged.verdicts] == [
        ("RUN  pip   install  -r requirements.txt", False)
    ]
