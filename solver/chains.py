"""How lateness passes from one act to the next on a festival day: by the stage, by who plays in both, by order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from solver.places import by_day, stays_by_stage
from solver.plan import Plan
from solver.problem import Problem, Slot

Kind = Literal["stage", "troupe", "person", "rest", "order"]


@dataclass(frozen=True)
class Tie:
    """Why the second waits for the first. Minutes; `slack` is how late the first may end before the second is.

    `needs` lie between the two whatever happens, `way` of them on the road; `of` is the id of the stage, troupe or
    person (None for order). `share` is how much of the first's overrun is felt: a parade leaves its first stops sooner.
    """

    kind: Kind
    of: int | None
    needs: int
    slack: int
    way: int = 0
    share: float = 1.0


@dataclass(frozen=True)
class HandOver:
    """Two acts of one festival day of which the second cannot start before the first has given something free."""

    first: int
    second: int
    ties: tuple[Tie, ...]

    @property
    def tightest(self) -> Tie:
        return min(self.ties, key=lambda tie: tie.slack)


def hand_overs(problem: Problem, plan: Plan, day: int) -> tuple[HandOver, ...]:
    """Every hand-over of a festival day, in the order in which their second acts start.

    Only neighbours in time are tied: what lies further apart is tied through those between.
    """
    slots = tuple(slot for slot in plan.slots if problem.day_of(slot.starts) == day)
    evening, ties = Plan(slots), dict[tuple[int, int], list[Tie]]()
    for first, second, tie in (
        *_on_stages(problem, evening),
        *_of_artists(problem, evening),
        *_in_order(problem, evening),
    ):
        if (first.starts, first.act) < (second.starts, second.act):
            ties.setdefault((first.act, second.act), []).append(tie)
    starts = {slot.act: (slot.starts, slot.act) for slot in slots}
    pairs = sorted(ties, key=lambda pair: (starts[pair[1]], starts[pair[0]]))
    return tuple(HandOver(*pair, tuple(ties[pair])) for pair in pairs)


def _on_stages(problem: Problem, plan: Plan) -> Iterator[tuple[Slot, Slot, Tie]]:
    for stage, stays in stays_by_stage(problem, plan).items():
        changeover = problem.stage(stage).changeover
        for (here, first), (there, second) in pairwise(stays):
            ended = problem.shown(first).ends
            slack = there.starts - here.ends - changeover
            needs = second.starts - min(here.ends, ended) - slack
            # What a parade has left behind at a stop before its end has felt only part of its overrun.
            share = (min(here.ends, ended) - first.starts) / problem.act(first.act).duration
            yield first, second, Tie("stage", stage, needs, slack, share=share)


def _of_artists(problem: Problem, plan: Plan) -> Iterator[tuple[Slot, Slot, Tie]]:
    for troupe, first, second in _in_turn(problem, plan, problem.acts_of_troupe.items()):
        rest = problem.troupe(troupe).rest
        yield first, second, _way(problem, first, second, "troupe", troupe)
        yield (
            first,
            second,
            _pause(problem, first, second, "rest", troupe, problem.settings.rest if rest is None else rest),
        )
    for person, first, second in _in_turn(problem, plan, problem.acts_of_person.items()):
        if not set(problem.act(first.act).troupes) & set(problem.act(second.act).troupes):
            yield first, second, _way(problem, first, second, "person", person)


def _in_order(problem: Problem, plan: Plan) -> Iterator[tuple[Slot, Slot, Tie]]:
    for pair in problem.precedences:
        first, second = plan.slot(pair.first), plan.slot(pair.second)
        if first and second:
            yield first, second, _pause(problem, first, second, "order", None, pair.lag)


def _in_turn(
    problem: Problem, plan: Plan, groups: Iterable[tuple[int, tuple[int, ...]]]
) -> Iterator[tuple[int, Slot, Slot]]:
    for group, acts in groups:
        for evening in by_day(problem, plan, acts):
            yield from ((group, first, second) for first, second in pairwise(evening))


def _way(problem: Problem, first: Slot, second: Slot, kind: Kind, of: int) -> Tie:
    way = problem.travel(problem.last_venue(first), problem.first_venue(second))
    needs = problem.act(first.act).get_out + way + problem.act(second.act).get_in
    return Tie(kind, of, needs, second.starts - problem.shown(first).ends - needs, way)


def _pause(problem: Problem, first: Slot, second: Slot, kind: Kind, of: int | None, needs: int) -> Tie:
    return Tie(kind, of, needs, second.starts - problem.shown(first).ends - needs)
