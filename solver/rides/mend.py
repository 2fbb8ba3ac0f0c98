"""Rides of which a flight is late, or a vehicle broken, become sound again with the fewest people told anew."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from solver.problem import Span
from solver.rides.check import check, refused
from solver.rides.days import days_in, of_days
from solver.rides.drafting import bound_together, missing, sound, timed, without
from solver.rides.openings import Opening, openings
from solver.rides.parting import Draft, Part, parted
from solver.rides.plan import MendedRides, RideAnswer, RideBreach, RidePlan, Unserved
from solver.rides.problem import Ride, RideProblem, Stop, Transfer
from solver.rides.reasons import hopeless
from solver.rides.rules import RIDE_RULES
from solver.rides.shortage import TRIED
from solver.rides.solve import Asked, answered, replaced
from solver.rides.telling import changes
from solver.rides.timetable import Told
from solver.rides.travel import EVER
from solver.rides.turns import Turn, possible, side_by_side

# Whose breach says that the transfer itself must change; what any other rule says may be mended by other minutes.
HIT = ("whole-group", "pickup-before-delivery", "within-windows", "step-free", "right-kind")


@dataclass(frozen=True)
class _Rides:
    """Rides in the making."""

    draft: Draft
    plan: RidePlan


def mend(
    problem: RideProblem,
    *,
    frozen: int | None = None,
    seconds: float = 5.0,
    cancelled: Callable[[], bool] = lambda: False,
) -> MendedRides:
    """Keeps what can stay of `problem.current`, takes everybody else along where that shifts the fewest others, and
    only where there is no room lets one transfer at a time give way to another, for as long as `seconds` last.

    Nothing that was to begin before the minute `frozen` changes. The bound counts those who cannot keep what they know.
    Festival days are mended one after the other, in the order of time: only who is out when a day ends binds them.
    """
    begins, days, now, unserved = time.monotonic(), days_in(problem), problem.current, list[Unserved]()
    for number, day in enumerate(days):
        left = (begins + seconds - time.monotonic()) / (len(days) - number)
        own = of_days(replace(problem, current=now), (day,))
        answer = _mended(own, frozen, max(0.0, left), cancelled)
        now = (*(ride for ride in now if ride not in set(own.current)), *answer.plan.rides)
        unserved += answer.unserved
    plan, status = RidePlan(now), "stopped" if cancelled() else "short" if unserved else "complete"
    moved, shifted = changes(problem, plan)
    bound = sum(cannot_stay(problem, transfer) for transfer in problem.transfers)
    spent = time.monotonic() - begins
    return MendedRides(
        status, plan, plan.vehicles, plan.driven, spent, tuple(unserved), moved=moved, shifted=shifted, bound=bound
    )


def _mended(problem: RideProblem, frozen: int | None, seconds: float, cancelled: Callable[[], bool]) -> RideAnswer:
    """The rides of one festival day."""
    begins = time.monotonic()
    ends = begins + seconds
    ask, now = _present(problem)
    told = Told(_known(problem.current), -EVER if frozen is None else frozen)
    breaches = check(problem, RidePlan(problem.current))
    hit = {id for breach in breaches if breach.rule in HIT for id in breach.transfers}
    hit -= {id for (id, boards, _), minute in told.minutes.items() if boards and minute < told.frozen}
    rides = _staying(ask, now, hit, refused(problem, RidePlan(problem.current)), told)
    for part in missing(ask.parts, rides.draft):
        rides = _with(ask, rides, part, told, ends) or _giving_way(ask, rides, part, told, ends, cancelled) or rides
    return answered(ask, rides.draft, rides.plan, time.monotonic() - begins, stopped=cancelled())


def cannot_stay(problem: RideProblem, transfer: Transfer) -> bool:
    """Whether people know of a ride that is none any more, whatever others do."""
    for ride, board in RidePlan(problem.told).boardings(transfer.id):
        vehicle = problem.vehicle(ride.vehicle)
        alight = next((stop for stop in ride.stops if stop.transfer == transfer.id and not stop.boards), board)
        out = Span(board.begins, alight.begins + transfer.alighting)
        if not transfer.pickup.starts <= board.begins <= transfer.pickup.ends:
            return True
        if not all(rule.suits(problem, vehicle, transfer) for rule in RIDE_RULES):
            return True
        if not any(span.holds(out) for span in vehicle.spans):
            return True
    return False


def _present(problem: RideProblem) -> tuple[Asked, Draft]:
    """The rides as they stand, each in a turn of its own, and turns that stand idle."""
    turns: list[Turn] = []
    draft: Draft = {}
    for ride in problem.current:
        if (turn := _turn_of(problem, ride)) is not None:
            draft[len(turns)] = ride.stops
            turns.append(turn)
    turns += _idle(problem, turns)
    lost = {one.id: why for one in problem.transfers if (why := hopeless(problem, one)) is not None}
    parts = [part for one in problem.transfers if one.id not in lost for part in _parts(problem, one)]
    return Asked(problem, parts, turns, tuple(lost.values())), draft


def _staying(ask: Asked, now: Draft, hit: set[int], breaches: list[RideBreach], told: Told) -> _Rides:
    """Without whoever is hit. Rides of which nothing is hit or refused stand as they are."""
    problem, rides = ask.problem, dict(zip(now, _rides_in_turn(ask), strict=True))
    vehicles = {id for breach in breaches for id in breach.vehicles}
    drivers = {id for breach in breaches for id in breach.drivers}
    draft = {number: tuple(stop for stop in stops if stop.transfer not in hit) for number, stops in now.items()}
    loose = {
        other
        for number, ride in rides.items()
        if ride.vehicle in vehicles or ride.driver in drivers or draft[number] != now[number]
        for other in bound_together(ask.turns, now, number)
    }
    kept, again = sound(problem, ask.turns, {number: draft[number] for number in loose}, told)
    firm = {number: stops for number, stops in now.items() if number not in loose}
    return _Rides({**firm, **kept}, RidePlan((*(rides[number] for number in firm), *again.rides)))


def _rides_in_turn(ask: Asked) -> list[Ride]:
    return [ride for ride in ask.problem.current if _turn_of(ask.problem, ride) is not None]


def _idle(problem: RideProblem, taken: list[Turn]) -> list[Turn]:
    """Vehicles that stand at home with drivers who do, then such drivers as relief on vehicles that are out."""
    vehicles, drivers = {turn.vehicle for turn in taken}, {turn.driver for turn in taken}
    at_home = replace(
        problem,
        vehicles=tuple(vehicle for vehicle in problem.vehicles if vehicle.id not in vehicles),
        drivers=tuple(driver for driver in problem.drivers if driver.id not in drivers),
    )
    relief = (turn for turn in side_by_side(problem) if turn.vehicle in vehicles and turn.driver not in drivers)
    return [*side_by_side(at_home), *relief]


def _turn_of(problem: RideProblem, ride: Ride) -> Turn | None:
    every = possible(problem, problem.vehicle(ride.vehicle), problem.driver(ride.driver))
    out = Span(ride.starts, ride.ends)
    return next((turn for turn in every if turn.span.meets(out)), None)


def _parts(problem: RideProblem, transfer: Transfer) -> list[Part]:
    """As it is parted now, where that is still the whole group."""
    stops = [stop for _, stop in RidePlan(problem.current).boardings(transfer.id)]
    now = [Part(transfer, stop.people, stop.luggage) for stop in stops]
    whole = sum(part.people for part in now), sum(part.luggage for part in now)
    return now if stops and whole == (transfer.people, transfer.luggage) else parted(problem, transfer)


def _known(rides: tuple[Ride, ...]) -> dict[tuple[int, bool, int], int]:
    return {(stop.transfer, stop.boards, ride.vehicle): stop.begins for ride in rides for stop in ride.stops}


def _with(ask: Asked, rides: _Rides, part: Part, told: Told, ends: float) -> _Rides | None:
    """The part taken along where that shifts the fewest others, by the vehicle that people know if that is all the
    same, or anywhere once the time is over; None where there is no room."""
    best: tuple[int, _Rides] | None = None
    for opening in _nearest_first(ask, openings(ask.problem, ask.turns, rides.draft, part), part, told):
        changed = {**rides.draft, opening.turn: opening.stops}
        together = bound_together(ask.turns, changed, opening.turn)
        again = timed(ask.problem, ask.turns, changed, together, told=told)
        if again is not None:
            others = _shifted(again, told, part)
            if best is None or others < best[0]:
                best = others, _Rides(changed, replaced(ask, rides.plan, together, again))
            if others == 0 or time.monotonic() > ends:
                break
    return best and best[1]


def _nearest_first(ask: Asked, found: list[Opening], part: Part, told: Told) -> list[Opening]:
    """The vehicle that people know, then such as are out, then such as stand at home; a few of each."""
    known = {vehicle for id, _, vehicle in told.minutes if id == part.transfer.id}
    own = [one for one in found if ask.turns[one.turn].vehicle in known]
    others = [one for one in found if ask.turns[one.turn].vehicle not in known]
    idle, out = ([one for one in others if one.fresh is fresh] for fresh in (True, False))
    return [*own[:TRIED], *out[:TRIED], *idle[:TRIED]]


def _shifted(plan: RidePlan, told: Told, part: Part) -> int:
    """How many stops of others are made at another minute than people know."""
    others = [(ride, stop) for ride, stop in _stops(plan) if stop.transfer != part.transfer.id]
    known = ((told.minutes.get((stop.transfer, stop.boards, ride.vehicle)), stop) for ride, stop in others)
    return sum(minute is not None and minute != stop.begins for minute, stop in known)


def _stops(plan: RidePlan) -> Iterator[tuple[Ride, Stop]]:
    return ((ride, stop) for ride in plan.rides for stop in ride.stops)


def _giving_way(
    ask: Asked, rides: _Rides, part: Part, told: Told, ends: float, cancelled: Callable[[], bool]
) -> _Rides | None:
    """The part in the place of another of no higher priority, which is then taken along elsewhere."""
    for number, stops in rides.draft.items():
        for id in dict.fromkeys(stop.transfer for stop in stops):
            other = ask.problem.transfer(id)
            if time.monotonic() > ends or cancelled():
                return None
            if other.priority <= part.transfer.priority and part.transfer.id != id:
                fewer = _Rides(without(rides.draft, number, {id}), rides.plan)
                out = [one for one in missing(ask.parts, fewer.draft) if one.transfer.id == id]
                found = _with(ask, fewer, part, told, ends)
                if found is not None and out and (whole := _with(ask, found, out[0], told, ends)) is not None:
                    return whole
    return None
