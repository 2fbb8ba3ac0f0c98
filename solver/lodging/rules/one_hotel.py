"""A delegation sleeps in one hotel."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from solver.lodging.plan import Breach, LodgingPlan
from solver.lodging.problem import LodgingProblem
from solver.lodging.rules.rule import N_, WARN, Facts, LodgingRule

if TYPE_CHECKING:
    from solver.lodging.model import LodgingModel


class OneHotel(LodgingRule):
    """Held only at the level block: otherwise rooms for all come first."""

    title = N_("One hotel for a delegation")
    text = N_("%(delegation)s sleeps in %(has)s hotels: %(hotels)s.")
    level = WARN
    priced = True

    def violations(self, problem: LodgingProblem, plan: LodgingPlan) -> Iterator[Breach]:
        for delegation, guests in delegations(problem).items():
            hotels = {problem.hotel_of(room).id for guest in guests for room in plan.of(guest)}
            if len(hotels) > 1:
                codes = ", ".join(sorted(problem.hotel(id).code for id in hotels))
                code = problem.delegations.get(delegation, str(delegation))
                facts: Facts = {"delegation": code, "has": len(hotels), "hotels": codes}
                yield self.broken(problem, facts, *guests, amount=len(hotels) - 1)

    def post(self, model: LodgingModel) -> None:
        for guests in delegations(model.problem).values():
            used = []
            for hotel in model.problem.hotels:
                mine = [
                    has
                    for room, has in model.rooms.items()
                    if model.problem.hotel_of(room) == hotel and not set(guests).isdisjoint(room.guests)
                ]
                if mine:
                    used.append(model.cp.new_bool_var(""))
                    model.cp.add_max_equality(used[-1], mine)
            if len(used) > 1:
                model.cp.add(sum(used) - model.slack(self, len(used) - 1, self.price) <= 1)


def delegations(problem: LodgingProblem) -> dict[int, list[int]]:
    """The guests of each delegation."""
    held: dict[int, list[int]] = {}
    for guest in problem.guests:
        if guest.delegation is not None:
            held.setdefault(guest.delegation, []).append(guest.id)
    return held
