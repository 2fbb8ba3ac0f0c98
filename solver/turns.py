"""Where the verdict of a rule that weighs several acts together can turn while one of them is moved along its starts.

Between two turns the rule says the same of the same acts, so that asking its `violations` once is enough. Turns that
change nothing do no harm. All festival days begin with a turn, which is why nobody names them here.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from solver.places import walk_off
from solver.problem import MINUTES_A_DAY, Act, Problem, Slot, Span
from solver.rules.crowd_within_venue import CrowdWithinVenue
from solver.rules.crowds_leave import CrowdsLeave
from solver.rules.emergency_way_kept import EmergencyWayKept
from solver.rules.equipment_in_stock import EquipmentInStock
from solver.rules.kept_order import KeptOrder, kept_orders
from solver.rules.precedence import PrecedenceKept
from solver.rules.route_not_cut import RouteNotCut
from solver.rules.shows_a_day import ShowsADay
from solver.rules.work_days_apart import WorkDaysApart
from solver.rules.work_other_stages import WorkOtherStages
from solver.rules.work_shows_a_day import WorkShowsADay


@dataclass(frozen=True)
class Turns:
    """How one rule is asked; all its problems are vicinities (see `solver.vicinity`) of the acts that are moved.

    `weighed` names the acts whose slots it weighs with theirs, `within` the minutes in which they must stand for that
    (None is at any time); `at` gives the starts of an act at which a slot that stands may turn the verdict, `alone`
    those at which something may that is no act, `beside` those at which one may that is moved with it (or itself) to a
    festival day. `places` are those in which the rule counts what a slot takes up,
    together with slots that have one of them in common.
    """

    weighed: Callable[[Problem], Iterable[int]]
    at: Callable[[Problem, Act, Slot], Iterator[int]]
    within: Callable[[Problem, Slot], Span] | None = None
    places: Callable[[Problem, Slot], frozenset[int]] | None = None
    alone: Callable[[Problem, Act], Iterator[int]] | None = None
    beside: Callable[[Problem, Act, Act, int], Iterator[int]] | None = None


def _of_troupes(problem: Problem) -> Iterator[int]:
    return (act for acts in problem.acts_of_troupe.values() for act in acts)


def _of_works(problem: Problem) -> Iterator[int]:
    return (act for acts in problem.acts_of_work.values() for act in acts)


def _of_orders(problem: Problem) -> Iterator[int]:
    return (act for order in problem.precedences for act in (order.first, order.second))


def _of_kept_orders(problem: Problem) -> Iterator[int]:
    return (act for pair in kept_orders(problem) for act in pair)


def _users(problem: Problem) -> Iterator[int]:
    pools = {pool.id for pool in problem.pools}
    return (act.id for act in problem.acts if act.needs and any(need.pool in pools for need in act.needs))


def _crowds(problem: Problem) -> Iterator[int]:
    limited = any(venue.capacity is not None for venue in problem.venues)
    return (act.id for act in problem.acts if limited and act.crowd and not act.route)


def _never(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    return iter(())


def _beginnings(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    """Who comes first; of two that start together, the one with the smaller id."""
    yield from (other.starts, other.starts + 1)


def _shows(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    return _meetings(problem.shown(other), 0, act.duration)


def _stays(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    return _meetings(problem.occupied(other), act.get_in, act.duration + act.get_out)


def _meetings(other: Span, before: int, after: int) -> Iterator[int]:
    """Who begins first, and who still is there then."""
    yield from (other.starts + before, other.starts + before + 1, other.ends + before, other.starts - after + 1)


def _lags(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    for order in problem.precedences:
        if (order.first, order.second) == (other.act, act.id):
            ends = problem.shown(other).ends
            yield ends + order.lag
            if order.at_most is not None:
                yield ends + order.at_most + 1
        elif (order.first, order.second) == (act.id, other.act):
            latest = other.starts - act.duration
            yield latest - order.lag + 1
            if order.at_most is not None:
                yield latest - order.at_most


def _its_day(problem: Problem, slot: Slot) -> Span:
    return problem.day(problem.day_of(slot.starts))


def _pools(problem: Problem, slot: Slot) -> frozenset[int]:
    return frozenset(pool.id for pool in problem.pools if pool.venue in (None, problem.first_venue(slot)))


def _venue(problem: Problem, slot: Slot) -> frozenset[int]:
    return frozenset((problem.first_venue(slot),))


def _leaving(problem: Problem) -> Iterator[int]:
    limited = any(road.width is not None for road in problem.network.roads)
    return (act.id for act in problem.acts if limited and act.crowd and not act.route)


def _walks(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    return _meetings(walk_off(problem, other), -act.duration, act.duration + problem.settings.clearing)


def _about_its_end(problem: Problem, slot: Slot) -> Span:
    walk = walk_off(problem, slot)
    return Span(walk.starts - problem.settings.clearing, walk.ends)


def _exits(problem: Problem, slot: Slot) -> frozenset[int]:
    return frozenset(problem.venue(problem.first_venue(slot)).exits)


def _closers(problem: Problem) -> Iterator[int]:
    return (act.id for act in problem.acts if act.closes and any(way.closes(act) for way in problem.network.ways))


def _closures(act: Act) -> Iterator[int]:
    """When closures of the act begin and end that follow its start, in minutes from it; others follow its day."""
    return (it for closing in act.closes if not closing.by_clock for it in (closing.starts, closing.ends))


def _closures_meet(problem: Problem, act: Act, other: Slot) -> Iterator[int]:
    for closing in problem.act(other.act).closes:
        span = closing.span(other.starts, problem.midnight_of(other.starts))
        yield from _turned(act, (span.starts, span.ends))


def _roads_shut(problem: Problem, act: Act) -> Iterator[int]:
    network = problem.network
    minutes = {minute for shut in network.shut for minute in (shut.starts, shut.ends)}
    minutes |= {minute for way in network.ways for span in way.needed for minute in (span.starts, span.ends)}
    return _turned(act, minutes)


def _nights_meet(problem: Problem, act: Act, other: Act, day: int) -> Iterator[int]:
    """What the other closes by the clock stands still while the act is moved."""
    for closing in other.closes:
        if closing.by_clock:
            span = closing.span(0, day * MINUTES_A_DAY)
            yield from _turned(act, (span.starts, span.ends))


def _turned(act: Act, minutes: Iterable[int]) -> Iterator[int]:
    for minute in minutes:
        for ours in _closures(act):
            yield from (minute - ours, minute - ours + 1)


_WAYS = Turns(_closers, _closures_meet, alone=_roads_shut, beside=_nights_meet)

TURNS = {
    ShowsADay.key: Turns(_of_troupes, _beginnings, _its_day),
    WorkShowsADay.key: Turns(_of_works, _beginnings, _its_day),
    WorkDaysApart.key: Turns(_of_works, _never),
    WorkOtherStages.key: Turns(_of_works, _never),
    KeptOrder.key: Turns(_of_kept_orders, _beginnings, _its_day),
    PrecedenceKept.key: Turns(_of_orders, _lags),
    EquipmentInStock.key: Turns(_users, _stays, Problem.occupied, _pools),
    CrowdWithinVenue.key: Turns(_crowds, _shows, Problem.occupied, _venue),
    CrowdsLeave.key: Turns(_leaving, _walks, _about_its_end, _exits),
    EmergencyWayKept.key: _WAYS,
    RouteNotCut.key: _WAYS,
}
