"""Drafts: which turn calls at which stops in which order. They become rides when `timetable` finds their minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from solver.rides.parting import Draft, Part
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Stop
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rides.rules.break_taken import BreakTaken
from solver.rides.rules.longest_on_board import LongestOnBoard
from solver.rides.timetable import Timetable, Told
from solver.rides.turns import Turn

# How many transfers are left out one by one in the hope that one is enough.
TRIED = 5


def bound_together(turns: Sequence[Turn], draft: Draft, number: int) -> list[int]:
    """The turns whose minutes hang together with this one's: those of its vehicle, its driver, and theirs in turn."""
    together, waiting = set(), {number}
    while waiting:
        one = waiting.pop()
        together.add(one)
        near = {turns[one].vehicle, -turns[one].driver - 1}
        waiting |= {
            other
            for other in draft
            if draft[other] and other not in together and near & {turns[other].vehicle, -turns[other].driver - 1}
        }
    return sorted(together)


def timed(
    problem: RideProblem,
    turns: Sequence[Turn],
    draft: Draft,
    numbers: Iterable[int],
    *,
    told: Told | None = None,
    rules: Iterable[RideRule] = RIDE_RULES,
    best: bool = True,
) -> RidePlan | None:
    """The rides of some turns with their minutes, the best or any; None where a rule cannot be kept."""
    used = [number for number in numbers if draft.get(number)]
    if not used:
        return RidePlan()
    used.sort(key=lambda number: (turns[number].span.starts, _first(problem, draft[number][0])))
    begins = {number: turns[number].span.starts for number in used}
    rides = [Ride(turns[n].vehicle, turns[n].driver, begins[n], begins[n], draft[n]) for n in used]
    held = [rule for rule in rules if rule.refuses]
    within = {place: turns[number].span for place, number in enumerate(used)}
    plan = Timetable(problem, rides, held, within=within).solved(told=told, best=best)
    plan = plan and RidePlan(tuple(_without_dawdling(problem, ride) for ride in plan.rides))
    if plan is None or any(True for rule in held for _ in rule.violations(problem, plan)):
        return None
    return plan


def _first(problem: RideProblem, stop: Stop) -> int:
    """When a ride with this first stop gets under way, as far as one knows."""
    return max(stop.begins, problem.transfer(stop.transfer).pickup.starts)


def sound(
    problem: RideProblem, turns: Sequence[Turn], draft: Draft, told: Told | None = None
) -> tuple[Draft, RidePlan]:
    """The draft without the transfers that cannot be kept, of least priority where one may choose; and its rides."""
    kept, rides, seen = dict(draft), list[Ride](), set[int]()
    for number in sorted(draft):
        if number in seen or not draft[number]:
            continue
        together = bound_together(turns, draft, number)
        seen |= set(together)
        while (plan := timed(problem, turns, kept, together, told=told)) is None:
            kept = _lighter(problem, turns, kept, together, told)
        rides += plan.rides
    return {number: stops for number, stops in kept.items() if stops}, RidePlan(tuple(rides))


def _lighter(
    problem: RideProblem, turns: Sequence[Turn], draft: Draft, together: Sequence[int], told: Told | None
) -> Draft:
    """Without one transfer that is at fault: one without which the rides can be, else one of the least priority."""
    carried = [
        (number, id) for number in together for id in dict.fromkeys(stop.transfer for stop in draft.get(number, ()))
    ]
    fault = _at_fault(problem, turns, draft, together)
    carried.sort(key=lambda each: (each[1] not in fault, problem.transfer(each[1]).priority))
    lighter = [without(draft, number, {id}) for number, id in carried]
    able = (one for one in lighter[:TRIED] if timed(problem, turns, one, together, told=told, best=False) is not None)
    return next(able, lighter[0])


def _at_fault(problem: RideProblem, turns: Sequence[Turn], draft: Draft, together: Sequence[int]) -> set[int]:
    """Who would be on board for too long, or rides while the driver should rest, if nobody asked for either."""
    rest = [rule for rule in RIDE_RULES if rule.key not in (LongestOnBoard.key, BreakTaken.key)]
    plan = timed(problem, turns, draft, together, rules=rest, best=False) or RidePlan()
    long = {id for breach in LongestOnBoard().violations(problem, plan) for id in breach.transfers}
    return long | {id for breach in BreakTaken().violations(problem, plan) for id in breach.transfers}


def without(draft: Draft, number: int, transfers: set[int]) -> Draft:
    return {**draft, number: tuple(stop for stop in draft[number] if stop.transfer not in transfers)}


def missing(parts: Sequence[Part], draft: Draft) -> list[Part]:
    """The parts that no turn carries, the most important ones first."""
    has = Counter((stop.transfer, stop.people) for stops in draft.values() for stop in stops if stop.boards)
    left = []
    for part in parts:
        key = (part.transfer.id, part.people)
        if has[key]:
            has[key] -= 1
        else:
            left.append(part)
    return sorted(left, key=lambda part: (-part.transfer.priority, part.transfer.pickup.starts, part.transfer.id))


def _without_dawdling(problem: RideProblem, ride: Ride) -> Ride:
    """Whoever has time waits at a stop, not on the road."""
    vehicle = problem.vehicle(ride.vehicle)
    arrives = [
        leg.departs + (problem.travel.takes(vehicle, leg.origin, leg.destination, leg.departs) or 0)
        for leg in problem.legs(ride)
    ]
    stops = tuple(replace(stop, arrives=minute) for stop, minute in zip(ride.stops, arrives, strict=False))
    return replace(ride, stops=stops, ends=arrives[-1])
