"""Where the verdict of a rule that weighs several acts together can turn while one of them is moved along its starts.

Between two turns the rule says the same of the same acts, so that asking its `violations` once is enough. Turns that
change nothing do no harm. All festival days begin with a turn, which is why nobody names them here.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass

from solver.problem import Act, Problem, Slot, Span
from solver.rules.crowd_within_venue import CrowdWithinVenue
from solver.rules.equipment_in_stock import EquipmentInStock
from solver.rules.kept_order import KeptOrder, kept_orders
from solver.rules.precedence import PrecedenceKept
from solver.rules.shows_a_day import ShowsADay
from solver.rules.work_days_apart import WorkDaysApart
from solver.rules.work_other_stages import WorkOtherStages
from solver.rules.work_shows_a_day import WorkShowsADay


@dataclass(frozen=True)
class Turns:
    """How one rule is asked; all its problems are vicinities (see `solver.vicinity`) of the acts that are moved.

    `weighed` names the acts whose slots it weighs with theirs, `at_once` only those that stand at the same time;
    `at` gives the starts of an act at which a slot that stands may turn the verdict; `where` is what the rule knows of
    the stage of a slot.
    """

    weighed: Callable[[Problem], Iterable[int]]
    at: Callable[[Problem, Act, Slot], Iterator[int]]
    where: Callable[[Problem, Slot], Hashable]
    at_once: bool = False


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


def _anywhere(problem: Problem, slot: Slot) -> Hashable:
    return None


def _stage(problem: Problem, slot: Slot) -> Hashable:
    return slot.stage


def _stores(problem: Problem, slot: Slot) -> Hashable:
    return tuple(pool.id for pool in problem.pools if pool.venue in (None, problem.first_venue(slot)))


TURNS = {
    ShowsADay.key: Turns(_of_troupes, _beginnings, _anywhere),
    WorkShowsADay.key: Turns(_of_works, _beginnings, _anywhere),
    WorkDaysApart.key: Turns(_of_works, _never, _anywhere),
    WorkOtherStages.key: Turns(_of_works, _never, _stage),
    KeptOrder.key: Turns(_of_kept_orders, _beginnings, _stage),
    PrecedenceKept.key: Turns(_of_orders, _lags, _anywhere),
    EquipmentInStock.key: Turns(_users, _stays, _stores, at_once=True),
    CrowdWithinVenue.key: Turns(_crowds, _shows, Problem.first_venue, at_once=True),
}
