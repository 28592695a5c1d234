"""What a learner chose and foresaw in the rebuild explorer, and how it compares with a build."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quaycrane.units.layers_and_cache.labs import Edit, Order

if TYPE_CHECKING:
    from quaycrane.units.layers_and_cache.labs import Rebuild


@dataclass(frozen=True)
class State:
    """What stands in the explorer.

    Attributes:
        instructions: For each order, the instructions that touch files, without FROM.
        order: The chosen order.
        edit: The chosen edit.
        foreseen: The steps that are expected to run again, by index from 0.
    """

    instructions: Mapping[Order, tuple[str, ...]]
    order: Order = Order.GOOD
    edit: Edit = Edit.SOURCE
    foreseen: frozenset[int] = frozenset()

    @property
    def steps(self) -> tuple[str, ...]:
        """The instructions in the chosen order."""
        return self.instructions[self.order]


@dataclass(frozen=True)
class Verdict:
    """One step: what was foreseen and what happened.

    Attributes:
        instruction: The step.
        foreseen: Whether it was expected to run again.
        ran: Whether it did.
        seconds: How long it ran; 0 when it came from the cache.
    """

    instruction: str
    foreseen: bool
    ran: bool
    seconds: float

    @property
    def right(self) -> bool:
        """Whether it was foreseen."""
        return self.foreseen == self.ran


@dataclass(frozen=True)
class Judgement:
    """A prediction against a build.

    Attributes:
        verdicts: One a step.
        seconds: The whole build.
        edit: What was changed before it.
    """

    verdicts: tuple[Verdict, ...]
    seconds: float
    edit: Edit

    @property
    def score(self) -> str:
        """One sentence that says how well the build was foreseen, and one to learn from."""
        right = sum(verdict.right for verdict in self.verdicts)
        ran = sum(verdict.ran for verdict in self.verdicts)
        sentence = (
            f"You foresaw {right} of {len(self.verdicts)} steps. "
            f"{ran} ran again, {len(self.verdicts) - ran} came from the cache; "
            f"the build took {self.seconds:.1f} s."
        )
        return sentence if right == len(self.verdicts) else f"{sentence} {self._lesson}"

    @property
    def _lesson(self) -> str:
        first = next((verdict for verdict in self.verdicts if verdict.ran), None)
        if first is None:
            return "Nothing that a step reads had changed, so no step ran."
        if self.edit is Edit.COLD:
            return "A cold build does not ask the cache, whatever has changed."
        return f"The first step whose input had changed is `{first.instruction}`."


def choose(state: State, edit: Edit, order: Order) -> State:
    """Return the state with this edit and order; what was foreseen for another is gone."""
    if (edit, order) == (state.edit, state.order):
        return state
    return replace(state, edit=edit, order=order, foreseen=frozenset())


def predict(state: State, steps: Iterable[int]) -> State:
    """Return the state in which exactly these steps are expected to run again.

    Args:
        state: The state before.
        steps: Indexes from 0; those beyond the last step are left out.
    """
    return replace(state, foreseen=frozenset(steps) & frozenset(range(len(state.steps))))


def judge(state: State, rebuild: "Rebuild") -> Judgement:
    """Compare what was foreseen with a build; instructions that made no step are left out."""
    done = {" ".join(step.instruction.split()): step for step in rebuild.instructions}
    verdicts = tuple(
        Verdict(text, index in state.foreseen, not step.cached, 0.0 if step.cached else step.seconds)
        for index, text in enumerate(state.steps)
        if (step := done.get(" ".join(text.split())))
    )
    return Judgement(verdicts, rebuild.seconds, rebuild.edit)
