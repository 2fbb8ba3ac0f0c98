"""What happens to festivals, as changes of the problem: the repair that follows is the same for all of them.

Each takes the festival as it is and gives it as it has become; nothing is placed or moved here.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta

from solver.problem import MINUTES_A_DAY, Blackout, Problem, Quiet, Span, Stage, Troupe
from solver.spans import in_both, joined

WEEK = 7


def stage_lost(problem: Problem, stage: int, span: Span, reason: str = "") -> Problem:
    """Nothing is shown on the stage in the span.

    Assumes that acts on it may go to any other stage agreed for them, and that a show right after the span may be set
    up within it: where that cannot be, the span must be longer.
    """
    return _closed(problem, span, (stage,), reason)


def rain(problem: Problem, span: Span, indoor: Mapping[int, Sequence[int]], reason: str = "") -> Problem:
    """Nothing is shown on outdoor stages in the span; an act of an outdoor stage may stand on its indoor pairs too.

    `indoor` names for an outdoor stage the stages that stand in for it. Assumes that whoever agreed to the outdoor
    stage agrees to its pairs, at any hour and with what they offer: features and capacity are still asked for. Acts
    for which no stages are agreed may stand on any stage as before. A parade has no indoor pair of its way.
    """
    outdoor = tuple(stage.id for stage in problem.stages if stage.outdoor)
    if not outdoor:
        return problem
    acts = tuple(
        act if act.route or not act.stages else replace(act, stages=_with_pairs(act.stages, indoor))
        for act in problem.acts
    )
    return _closed(replace(problem, acts=acts), span, outdoor, reason)


def troupe_late(problem: Problem, troupe: int, arrives: int) -> Problem:
    """The troupe arrives at that minute, if that is later than it was to.

    Assumes that all of it comes together, and that it may set up as soon as it is there.
    """
    late = (
        replace(one, arrives=max(arrives, problem.horizon.starts if one.arrives is None else one.arrives))
        if one.id == troupe
        else one
        for one in problem.troupes
    )
    return replace(problem, troupes=tuple(late))


def day_cancelled(problem: Problem, day: int, reason: str = "") -> Problem:
    """Nothing is shown anywhere on the festival day, from its cut-off hour to the next, as in a state funeral.

    Assumes that all that was to be shown may go to other days: rest days, stays and rights for them are those known.
    """
    return _closed(problem, problem.day(day), (), reason)


def postponed(problem: Problem, days: int, staying: Collection[int] = (), along: Collection[int] = ()) -> Problem:
    """The whole edition begins so many days later (earlier where negative), and what is dated with it.

    Acts, their hours, slots, announcements and pins, and the stays of troupes and guests go along: assumes that all
    of them agree, but for the troupes `staying`, which come and leave on the dates they had. What belongs to the
    calendar stays there: blackouts keep their dates (and fall away where these are far from the new ones), and every
    new day has the opening and quiet hours of a day of the edition with the same day of the week, if there is one
    (otherwise of the day it was), but for the stages whose hours go `along`: theirs are those of the day it was. `now`
    stays the moment that it is.
    """
    later = date.fromisoformat(problem.first_day) + timedelta(days=days)
    stages = tuple(
        stage
        if stage.id in along
        else replace(stage, open=_by_weekday(problem, stage.open, days), quiet=tuple(_quiet(problem, stage, days)))
        for stage in problem.stages
    )
    ago = days * MINUTES_A_DAY
    closed = (replace(it, starts=it.starts - ago, ends=it.ends - ago) for it in problem.blackouts)
    blackouts = tuple(it for it in closed if problem.horizon.meets(Span(it.starts, it.ends)))
    now = None if problem.now is None else problem.now - ago
    troupes = tuple(_bound(problem, troupe, ago) if troupe.id in staying else troupe for troupe in problem.troupes)
    return replace(problem, first_day=later.isoformat(), stages=stages, troupes=troupes, blackouts=blackouts, now=now)


def _bound(problem: Problem, troupe: Troupe, ago: int) -> Troupe:
    """The troupe on the dates it had, so many minutes ago now; beyond the edition all moments are alike."""
    first, last = problem.horizon.starts, problem.horizon.ends
    stay = (None if at is None else min(max(at - ago, first), last) for at in (troupe.arrives, troupe.departs))
    arrives, departs = stay
    return replace(troupe, arrives=arrives, departs=departs)


def _closed(problem: Problem, span: Span, stages: tuple[int, ...], reason: str) -> Problem:
    return replace(problem, blackouts=(*problem.blackouts, Blackout(span.starts, span.ends, stages, reason)))


def _with_pairs(stages: tuple[int, ...], indoor: Mapping[int, Sequence[int]]) -> tuple[int, ...]:
    return tuple(dict.fromkeys((*stages, *(pair for stage in stages for pair in indoor.get(stage, ())))))


def _by_weekday(problem: Problem, spans: Iterable[Span], later: int) -> tuple[Span, ...]:
    """The spans of a later edition, each of its days like an old day with the same day of the week."""
    spans, days = tuple(spans), range(problem.days)
    moved = []
    for day in range(-1, problem.days + 1):
        alike = [old for old in days if (old - day - later) % WEEK == 0] if day in days else []
        old = min(alike, key=lambda old: abs(old - day), default=day)
        away = (day - old) * MINUTES_A_DAY
        moved += [Span(it.starts + away, it.ends + away) for it in in_both(joined(spans), [problem.day(old)])]
    return tuple(joined(moved))


def _quiet(problem: Problem, stage: Stage, later: int) -> Iterator[Quiet]:
    for loudest in sorted({quiet.loudest for quiet in stage.quiet}):
        spans = (Span(it.starts, it.ends) for it in stage.quiet if it.loudest == loudest)
        yield from (Quiet(it.starts, it.ends, loudest) for it in _by_weekday(problem, spans, later))
