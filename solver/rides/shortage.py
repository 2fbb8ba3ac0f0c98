"""Why a plan has no ride for somebody for whom another might have one."""

from __future__ import annotations

from collections.abc import Sequence

from solver.plan import Moment
from solver.rides.drafting import timed
from solver.rides.openings import openings
from solver.rides.parting import Draft, Part
from solver.rides.plan import Unserved
from solver.rides.problem import RideProblem
from solver.rides.reasons import Facts
from solver.rides.rules import RIDE_RULES
from solver.rides.turns import Turn

# How many openings are looked at in earnest for a part that has no ride, and how many to say why it has none.
TRIED, ASKED = 20, 3


def crowded_out(problem: RideProblem, turns: Sequence[Turn], draft: Draft, part: Part) -> Unserved:
    """Why this plan has no ride for a part that another might have."""
    transfer = part.transfer
    key, facts = _crowded(problem, turns, draft, part)
    span: Facts = {"starts": Moment(transfer.pickup.starts), "ends": Moment(transfer.delivery.ends)}
    return Unserved(transfer.id, part.people, key, False, {"transfer": transfer.name, **span, **facts})


def _crowded(problem: RideProblem, turns: Sequence[Turn], draft: Draft, part: Part) -> tuple[str, Facts]:
    able = problem.able(part.transfer)
    seats = sum(vehicle.seats for vehicle in able)
    if seats < part.transfer.people:
        return "few-seats", {"people": part.transfer.people, "vehicles": len(able), "seats": seats}
    at_ease = tuple(rule for rule in RIDE_RULES if rule.key not in ("hours-a-day", "break-taken"))
    for opening in openings(problem, turns, draft, part)[:ASKED]:
        if timed(problem, turns, {opening.turn: opening.stops}, [opening.turn], rules=at_ease) is not None:
            return "hours", {}
    alone = {turns[opening.turn].vehicle for opening in openings(problem, turns, {}, part)}
    if not alone:
        fitting = [one for one in able if part.people <= one.seats and part.luggage <= one.luggage]
        return "undriven", {"vehicles": len(fitting)}
    return "busy", {"vehicles": len(alone)}
