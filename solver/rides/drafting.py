"""Drafts: which turn calls at which stops in which order. They become rides when `timetable` finds their minutes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from solver.problem import Span
from solver.rides.parting import Part
from solver.rides.plan import RidePlan
from solver.rides.problem import Ride, RideProblem, Stop
from solver.rides.rules import RIDE_RULES, RideRule
from solver.rides.timetable import Timetable
from solver.rides.turns import Turn

Draft = dict[int, tuple[Stop, ...]]
Known = Mapping[tuple[int, bool], int]


def stops_of(part: Part) -> tuple[Stop, Stop]:
    """Where a part boards and where it alights, at no minute yet."""
    transfer = part.transfer
    return (
        Stop(transfer.id, True, part.people, part.luggage, 0, 0, 0),
        Stop(transfer.id, False, part.people, part.luggage, 0, 0, 0),
    )


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
    known: Known | None = None,
    rules: Iterable[RideRule] = RIDE_RULES,
) -> RidePlan | None:
    """The rides of some turns with their minutes; None where a rule cannot be kept."""
    used = sorted((number for number in numbers if draft.get(number)), key=lambda number: turns[number].span.starts)
    if not used:
        return RidePlan()
    rides = [Ride(turns[n].vehicle, turns[n].driver, turns[n].span.starts, turns[n].span.ends, draft[n]) for n in used]
    held = [rule for rule in rules if rule.refuses]
    within = {place: turns[number].span for place, number in enumerate(used)}
    plan = Timetable(problem, rides, held, within=within).solved(known=known)
    plan = plan and RidePlan(tuple(_without_dawdling(problem, ride) for ride in plan.rides))
    if plan is None or any(True for rule in held for _ in rule.violations(problem, plan)):
        return None
    return plan


def sound(
    problem: RideProblem, turns: Sequence[Turn], draft: Draft, known: Known | None = None
) -> tuple[Draft, RidePlan]:
    """The draft without the transfers that cannot be kept, of least priority where one may choose; and its rides."""
    kept, rides, seen = dict(draft), list[Ride](), set[int]()
    for number in sorted(draft):
        if number in seen or not draft[number]:
            continue
        together = bound_together(turns, draft, number)
        seen |= set(together)
        while (plan := timed(problem, turns, kept, together, known=known)) is None:
            kept = _lighter(problem, turns, kept, together)
        rides += plan.rides
    return {number: stops for number, stops in kept.items() if stops}, RidePlan(tuple(rides))


def _lighter(problem: RideProblem, turns: Sequence[Turn], draft: Draft, together: Sequence[int]) -> Draft:
    """Without one transfer: one without which the rides can be, else one of the least priority."""
    carried = [
        (number, id) for number in together for id in dict.fromkeys(stop.transfer for stop in draft.get(number, ()))
    ]
    carried.sort(key=lambda each: problem.transfer(each[1]).priority)
    lighter = [without(draft, number, {id}) for number, id in carried]
    return next((one for one in lighter if timed(problem, turns, one, together) is not None), lighter[0])


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


def openings(
    problem: RideProblem, turns: Sequence[Turn], draft: Draft, part: Part, rules: Iterable[RideRule] = RIDE_RULES
) -> list[tuple[int, int, tuple[Stop, ...]]]:
    """Where a part could be taken along as far as room and windows go: minutes more on the road, turn, its stops; those
    that need no new turn first."""
    found = []
    held = [rule for rule in rules if "suits" in rule.halves]
    for number, turn in enumerate(turns):
        vehicle, stops = problem.vehicle(turn.vehicle), draft.get(number, ())
        if all(rule.suits(problem, vehicle, part.transfer) for rule in held):
            before = _driven(problem, turn, stops)
            for longer in _with(part, stops):
                if _has_room(problem, turn, longer) and in_time(problem, turn, longer):
                    found.append((not stops, _driven(problem, turn, longer) - before, number, longer))
    found.sort(key=lambda each: each[:3])
    return [each[1:] for each in found]


def _with(part: Part, stops: tuple[Stop, ...]) -> Iterator[tuple[Stop, ...]]:
    board, alight = stops_of(part)
    for first in range(len(stops) + 1):
        for last in range(first, len(stops) + 1):
            yield (*stops[:first], board, *stops[first:last], alight, *stops[last:])


def _has_room(problem: RideProblem, turn: Turn, stops: Iterable[Stop]) -> bool:
    vehicle = problem.vehicle(turn.vehicle)
    aboard: dict[int, Stop] = {}
    for stop in stops:
        if not stop.boards:
            aboard.pop(stop.transfer, None)
            continue
        if stop.transfer in aboard:
            return False
        aboard[stop.transfer] = stop
        alone = len(aboard) > 1 and not all(problem.transfer(id).shared for id in aboard)
        people, luggage = sum(one.people for one in aboard.values()), sum(one.luggage for one in aboard.values())
        if alone or people > vehicle.seats or luggage > vehicle.luggage:
            return False
    return True


def in_time(problem: RideProblem, turn: Turn, stops: Iterable[Stop]) -> bool:
    """Whether whoever is always as early as can be is in time everywhere, breaks and time on board left aside."""
    vehicle, minute = problem.vehicle(turn.vehicle), turn.span.starts
    place = vehicle.home
    for stop in stops:
        transfer, there = problem.transfer(stop.transfer), problem.where(stop)
        window: Span = transfer.pickup if stop.boards else transfer.delivery
        arrives = problem.travel.arrival(vehicle, place, there, minute)
        if arrives is None or arrives > window.ends:
            return False
        place, minute = there, max(arrives, window.starts) + problem.lasts(stop)
    back = problem.travel.arrival(vehicle, place, vehicle.home, minute)
    return back is not None and back <= turn.span.ends


def _driven(problem: RideProblem, turn: Turn, stops: Sequence[Stop]) -> int:
    vehicle = problem.vehicle(turn.vehicle)
    places = [vehicle.home, *(problem.where(stop) for stop in stops), vehicle.home] if stops else []
    return sum(problem.travel.minutes(vehicle, *pair) or 0 for pair in pairwise(places))


def _without_dawdling(problem: RideProblem, ride: Ride) -> Ride:
    """Whoever has time waits at a stop, not on the road."""
    vehicle = problem.vehicle(ride.vehicle)
    arrives = [
        leg.departs + (problem.travel.takes(vehicle, leg.origin, leg.destination, leg.departs) or 0)
        for leg in problem.legs(ride)
    ]
    stops = tuple(replace(stop, arrives=minute) for stop, minute in zip(ride.stops, arrives, strict=False))
    return replace(ride, stops=stops, ends=arrives[-1])
