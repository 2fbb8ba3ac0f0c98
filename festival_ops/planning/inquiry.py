"""What somebody asks about one place on the board: why here, why not there, where better, and what else would fit."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, time

from flask_babel import gettext

from festival_ops.planning.clock import Clock
from solver.plan import Cost, Plan, Violation
from solver.problem import Problem, Slot, Span
from solver.suggest import Suggestion, suggest
from solver.why import best_for_hole, why_here, why_not
from solver.words import say, tell

MOST = 10


@dataclass(frozen=True)
class Offered:
    """A slot that an act could take: what the plan would pay more for it (below 0: less), and its warnings."""

    slot: Slot
    title: str
    stage: str
    day: date
    clock: time
    cost: int
    warnings: tuple[str, ...]
    seen: tuple[int, int] | None


@dataclass(frozen=True)
class Paid:
    sentence: str
    amount: int
    acts: tuple[int, ...]


@dataclass(frozen=True)
class Refused:
    sentences: tuple[str, ...]
    in_the_way: tuple[str, ...]


def better_places(problem: Problem, act: int) -> list[Offered]:
    """The best places but the one where it stands."""
    found = suggest(problem, Plan(problem.current), act, MOST + 1)
    return _offered(problem, [each for each in found if each.slot != problem.current_slots.get(act)][:MOST])


def for_hole(problem: Problem, stage: int, span: Span) -> list[Offered]:
    return _offered(problem, best_for_hole(problem, Plan(problem.current), stage, span, MOST))


def paid_here(problem: Problem, act: int) -> list[Paid]:
    found = why_here(problem, Plan(problem.current), act)
    return [Paid(_said(problem, cost), cost.amount, cost.acts) for cost in found]


def refused_there(problem: Problem, slot: Slot) -> Refused:
    found = why_not(problem, Plan(problem.current), slot)
    way = tuple(problem.act(act).title for act in found.in_the_way)
    return Refused(tuple(dict.fromkeys(_sentences(problem, found.breaches))), way)


def _said(problem: Problem, cost: Cost) -> str:
    return tell(problem, cost, gettext)


def _sentences(problem: Problem, breaches: Iterable[Violation]) -> list[str]:
    return [say(problem, breach, gettext) for breach in breaches]


def _offered(problem: Problem, found: Iterable[Suggestion]) -> list[Offered]:
    return [_one(problem, each) for each in found]


def _one(problem: Problem, found: Suggestion) -> Offered:
    slot, seen = found.slot, problem.current_slots.get(found.slot.act)
    return Offered(
        slot=slot,
        title=problem.act(slot.act).title,
        stage=problem.stage(slot.stage).name,
        day=problem.date_of(slot.starts),
        clock=time(slot.starts // 60 % 24, slot.starts % 60),
        cost=found.cost,
        warnings=tuple(_sentences(problem, found.breaches)),
        seen=(seen.stage, seen.starts) if seen else None,
    )


def span_asked(clock: Clock, day: date, starts: time, ends: time) -> Span:
    """The hole that somebody names by clock times on a festival day; an end that is not later is the next day's."""
    first, last = clock.on(day, starts), clock.on(day, ends)
    return Span(first, last if last > first else last + 1440)
