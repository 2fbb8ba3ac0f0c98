"""The evenings of the festival are equally full."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from solver.plan import Cost, Fact, Moment, Plan
from solver.problem import Problem, Span
from solver.wishes.wish import N_, Wish

if TYPE_CHECKING:
    from solver.model.placing import Placing


class EvenEvenings(Wish):
    title = N_("Even evenings")
    text = N_("An evening costs 1 for every act that starts in it beyond an even share of all evening acts.")
    sentence = N_("%(count)s acts start in the evening from %(starts)s on, %(more)s more than an even share.")
    weight = 2

    def cost(self, model: Placing) -> Any:
        days, slots = model.problem.days, model.held.plan.slots
        shown = []
        for evening in _evenings(model.problem):
            held = sum(evening.starts <= slot.starts < evening.ends for slot in slots)
            shown.append(held + sum(model.within(act.id, evening) for act in model.acts))
        excess = [model.cp.new_int_var(0, len(model.problem.acts), "") for _ in shown]
        for here, more in zip(shown, excess, strict=True):
            model.cp.add(days * (here - more) <= sum(shown) + days - 1)
        return sum(excess)

    def count(self, problem: Problem, plan: Plan) -> Iterator[Cost]:
        evenings = [
            [slot.act for slot in plan.slots if evening.starts <= slot.starts < evening.ends]
            for evening in _evenings(problem)
        ]
        share = -(-sum(map(len, evenings)) // problem.days)
        for acts in evenings:
            if len(acts) > share:
                yield self.pays(len(acts) - share, *acts)

    def facts(self, problem: Problem, plan: Plan, cost: Cost) -> dict[str, Fact]:
        evenings, slot = _evenings(problem), plan.slot(cost.acts[0])
        (begins,) = (it.starts for it in evenings if slot and it.starts <= slot.starts < it.ends)
        return {"count": len(cost.acts), "starts": Moment(begins), "more": cost.amount}


def _evenings(problem: Problem) -> list[Span]:
    """For each festival day, when its evening acts start."""
    days = map(problem.day, range(problem.days))
    begins = problem.settings.evening_from - problem.cutoff
    return [Span(day.starts + max(0, begins), day.ends) for day in days]
