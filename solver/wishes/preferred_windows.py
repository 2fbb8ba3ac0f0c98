"""An act stands wholly inside one of the spans it would like."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Fact, Moment, Plan
from solver.problem import Act, Problem, Span
from solver.spans import joined, starts_within
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class PreferredWindows(Wish):
    title = N_("Preferred hours")
    text = N_("An act outside all the hours it would like costs the most that any of them weighs.")
    sentence = N_("%(act)s is shown from %(starts)s to %(ends)s, outside the hours it would like.")
    weight = 5

    def cost(self, model: Placing) -> Any:
        held = sum(cost.amount for cost in self.count(model.problem, model.held.plan))
        liking = (act for act in model.acts if act.likings)
        return held + sum(_heaviest(act) * model.starts_outside(act.id, _liked(act)) for act in liking)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        for slot in plan.slots:
            act, show = problem.act(slot.act), problem.shown(slot)
            if act.likings and not any(it.starts <= show.starts and show.ends <= it.ends for it in act.likings):
                yield self.pays(_heaviest(act), act.id)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        (show,) = (problem.shown(slot) for act in cost.acts if (slot := plan.slot(act)))
        return {"act": problem.act(cost.acts[0]).title, "starts": Moment(show.starts), "ends": Moment(show.ends)}


def _heaviest(act: Act) -> int:
    return max(liking.weight for liking in act.likings)


def _liked(act: Act) -> list[Span]:
    """The starts from which the whole show is inside one liking."""
    windows = (Span(liking.starts, liking.ends) for liking in act.likings)
    return joined(span for window in windows for span in starts_within([window], 0, act.duration))
