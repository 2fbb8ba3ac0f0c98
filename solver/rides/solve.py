"""Plans rides: PyVRP orders the stops, the timetable gives them minutes, and what had to give way is taken along where
there is room after all."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from solver.rides.check import refused
from solver.rides.drafting import bound_together, missing, sound, timed
from solver.rides.driving import Call, Driving
from solver.rides.engine import ordered
from solver.rides.openings import openings
from solver.rides.parting import Draft, Part, parted, stops_of
from solver.rides.plan import RideAnswer, RidePlan, Unserved
from solver.rides.problem import RideProblem
from solver.rides.reasons import hopeless
from solver.rides.shortage import TRIED, crowded_out
from solver.rides.turns import Turn, side_by_side

Progress = Callable[[float, int, int, int], None]


@dataclass(frozen=True)
class Asked:
    """What is left to search for: the parts that some plan might serve, and the turns to serve them with."""

    problem: RideProblem
    parts: Sequence[Part]
    turns: Sequence[Turn]
    hopeless: tuple[Unserved, ...]


def asked(problem: RideProblem) -> Asked:
    lost = {transfer.id: why for transfer in problem.transfers if (why := hopeless(problem, transfer)) is not None}
    parts = [part for one in problem.transfers if one.id not in lost for part in parted(problem, one)]
    return Asked(problem, parts, side_by_side(problem), tuple(lost.values()))


def solve(
    problem: RideProblem,
    *,
    seconds: float = 20.0,
    seed: int = 0,
    progress: Progress = lambda *_: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> RideAnswer:
    """The best rides found in `seconds`, on one thread: as many served as can be, those of higher priority first, then
    few vehicles, then few minutes on the road.

    `progress` hears (seconds gone, parts of groups without a ride, turns, minutes on the road) at every step forward.
    """
    begins = time.monotonic()
    ask = asked(problem)
    best: Draft = {}
    plan = RidePlan()
    if ask.turns and ask.parts:
        model, timing = Driving(problem, ask.parts, ask.turns), 0.0
        # What the timetable refuses may do better in a second search, which begins from what it allowed.
        for number, share in enumerate((0.9,) if _is_told_all(problem) else (0.5, 1.0)):
            left = seconds - timing - (time.monotonic() - begins)
            if best and (cancelled() or left <= 0):
                break
            found = ordered(
                model,
                share * left,
                seed=seed + number,
                start=_calls(ask, best) if best else None,
                heard=lambda *told: progress(time.monotonic() - begins, *told),
                cancelled=cancelled,
            )
            timing = time.monotonic()
            draft, timed_plan = _filled(ask, *sound(problem, ask.turns, _draft(ask, found)), begins + seconds)
            timing = time.monotonic() - timing
            if not best or _worth(ask, draft, timed_plan) < _worth(ask, best, plan):
                best, plan = draft, timed_plan
    return answered(ask, best, plan, time.monotonic() - begins, stopped=cancelled())


def answered(ask: Asked, draft: Draft, plan: RidePlan, seconds: float, *, stopped: bool) -> RideAnswer:
    """The answer that these rides are; whatever a rule refuses is no part of it."""
    faults = refused(ask.problem, plan)
    vehicles, drivers = {id for one in faults for id in one.vehicles}, {id for one in faults for id in one.drivers}
    rides = tuple(ride for ride in plan.rides if ride.vehicle not in vehicles and ride.driver not in drivers)
    if faults:
        draft = {n: stops for n, stops in draft.items() if any(ask.turns[n].makes(ride) for ride in rides)}
        plan = RidePlan(rides)
    left: dict[int, Unserved] = {}
    for part in missing(ask.parts, draft):
        known = left.get(part.transfer.id) or crowded_out(ask.problem, ask.turns, draft, part)
        others = known.people if part.transfer.id in left else 0
        left[part.transfer.id] = replace(known, people=others + part.people)
    unserved = (*ask.hopeless, *left.values())
    status = "stopped" if stopped else "short" if unserved else "complete"
    return RideAnswer(status, plan, plan.vehicles, plan.driven, seconds, unserved)


def taken_along(ask: Asked, draft: Draft, plan: RidePlan, part: Part) -> tuple[Draft, RidePlan] | None:
    """With the part in the cheapest opening that holds, or None."""
    for opening in openings(ask.problem, ask.turns, draft, part)[:TRIED]:
        changed = {**draft, opening.turn: opening.stops}
        together = bound_together(ask.turns, changed, opening.turn)
        if (rides := timed(ask.problem, ask.turns, changed, together)) is not None:
            return changed, replaced(ask, plan, together, rides)
    return None


def replaced(ask: Asked, plan: RidePlan, numbers: Sequence[int], rides: RidePlan) -> RidePlan:
    """The rides of some turns in the place of what these turns did before."""
    turns = [ask.turns[number] for number in numbers]
    others = (ride for ride in plan.rides if not any(turn.makes(ride) for turn in turns))
    return RidePlan((*others, *rides.rides))


def _filled(ask: Asked, draft: Draft, plan: RidePlan, ends: float) -> tuple[Draft, RidePlan]:
    """With whoever fits in after all, the most important first, as long as there is time."""
    for part in missing(ask.parts, draft):
        if time.monotonic() > ends:
            break
        if (found := taken_along(ask, draft, plan, part)) is not None:
            draft, plan = found
    return draft, plan


def _is_told_all(problem: RideProblem) -> bool:
    """Whether PyVRP knows of everything that the timetable will ask for."""
    limited = any(driver.stretch is not None for driver in problem.drivers)
    return not (problem.closures or limited or any(transfer.longest is not None for transfer in problem.transfers))


def _worth(ask: Asked, draft: Draft, plan: RidePlan) -> tuple[int, int, int]:
    """Smaller is better."""
    return sum(part.transfer.priority for part in missing(ask.parts, draft)), plan.vehicles, plan.driven


def _draft(ask: Asked, found: Sequence[tuple[int, Sequence[Call]]]) -> Draft:
    return {turn: tuple(stops_of(ask.parts[call.part])[not call.boards] for call in calls) for turn, calls in found}


def _calls(ask: Asked, draft: Draft) -> list[tuple[int, list[Call]]]:
    """Back again: parts alike are told from each other by nothing but their number."""
    free = list(enumerate(ask.parts))
    rides = []
    for turn, stops in draft.items():
        calls, aboard = [], dict[int, int]()
        for stop in stops:
            if stop.boards:
                place = next(n for n, (_, part) in enumerate(free) if _is(part, stop.transfer, stop.people))
                aboard[stop.transfer] = free.pop(place)[0]
            calls.append(Call(aboard[stop.transfer], stop.boards))
        rides.append((turn, calls))
    return rides


def _is(part: Part, transfer: int, people: int) -> bool:
    return (part.transfer.id, part.people) == (transfer, people)
