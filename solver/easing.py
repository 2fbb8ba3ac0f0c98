"""Ways to give up a part of one rule: the same festival with that rule eased by so many minutes, shows or pieces."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from solver.problem import MINUTES_A_DAY, Act, Problem, Span
from solver.sentence import N_

Eased = Callable[[Problem, int], Problem]


@dataclass(frozen=True)
class Easing:
    """`text` tells the way out with its %(amount)s; `most` bounds what anybody would consider."""

    text: str
    eased: Eased
    most: int
    step: int = 5


def _acts(change: Callable[[Act, int], Act]) -> Eased:
    return lambda problem, by: replace(problem, acts=tuple(change(act, by) for act in problem.acts))


def _wider(spans: tuple[Span, ...], by: int) -> tuple[Span, ...]:
    return tuple(Span(span.starts - by, span.ends + by) for span in spans)


def _latest(problem: Problem, by: int) -> Problem:
    troupes = tuple(
        replace(troupe, latest=None if troupe.latest is None else troupe.latest + by) for troupe in problem.troupes
    )
    return replace(problem, troupes=troupes, settings=replace(problem.settings, latest=problem.settings.latest + by))


def _rest(problem: Problem, by: int) -> Problem:
    troupes = tuple(
        replace(troupe, rest=None if troupe.rest is None else max(0, troupe.rest - by)) for troupe in problem.troupes
    )
    settings = replace(problem.settings, rest=max(0, problem.settings.rest - by))
    return replace(problem, troupes=troupes, settings=settings)


def _shows(problem: Problem, by: int) -> Problem:
    troupes = tuple(
        replace(troupe, shows_a_day=None if troupe.shows_a_day is None else troupe.shows_a_day + by)
        for troupe in problem.troupes
    )
    settings = replace(problem.settings, shows_a_day=problem.settings.shows_a_day + by)
    return replace(problem, troupes=troupes, settings=settings)


def _ways(problem: Problem, by: int) -> Problem:
    trips = tuple(replace(trip, minutes=max(0, trip.minutes - by)) for trip in problem.trips)
    unknown = max(0, problem.settings.travel_unknown - by)
    return replace(problem, trips=trips, settings=replace(problem.settings, travel_unknown=unknown))


def _opening(problem: Problem, by: int) -> Problem:
    return replace(problem, stages=tuple(replace(stage, open=_wider(stage.open, by)) for stage in problem.stages))


def _changeover(problem: Problem, by: int) -> Problem:
    stages = (replace(stage, changeover=max(0, stage.changeover - by)) for stage in problem.stages)
    return replace(problem, stages=tuple(stages))


def _stay(problem: Problem, by: int) -> Problem:
    troupes = tuple(
        replace(
            troupe,
            arrives=None if troupe.arrives is None else troupe.arrives - by,
            departs=None if troupe.departs is None else troupe.departs + by,
        )
        for troupe in problem.troupes
    )
    return replace(problem, troupes=troupes)


def _stock(problem: Problem, by: int) -> Problem:
    return replace(problem, pools=tuple(replace(pool, stock=pool.stock + by) for pool in problem.pools))


def _lag(problem: Problem, by: int) -> Problem:
    orders = tuple(
        replace(order, lag=max(0, order.lag - by), at_most=None if order.at_most is None else order.at_most + by)
        for order in problem.precedences
    )
    return replace(problem, precedences=orders)


def _blackouts(problem: Problem, by: int) -> Problem:
    shorter = (replace(closed, starts=closed.starts + by, ends=closed.ends - by) for closed in problem.blackouts)
    return replace(problem, blackouts=tuple(closed for closed in shorter if closed.starts < closed.ends))


def _works(problem: Problem, by: int) -> Problem:
    works = tuple(
        replace(work, at_most_a_day=None if work.at_most_a_day is None else work.at_most_a_day + by)
        for work in problem.works
    )
    return replace(problem, works=works)


def _apart(problem: Problem, by: int) -> Problem:
    works = tuple(
        replace(work, days_apart=None if work.days_apart is None else max(0, work.days_apart - by))
        for work in problem.works
    )
    return replace(problem, works=works)


_MOST = MINUTES_A_DAY // 2

EASINGS: Mapping[str, Easing] = {
    "latest-hour": Easing(N_("Let it end %(amount)s minutes later."), _latest, _MOST),
    "rest-between-shows": Easing(N_("Shorten the rest between shows by %(amount)s minutes."), _rest, _MOST),
    "shows-a-day": Easing(N_("Allow %(amount)s more shows a day."), _shows, 10, 1),
    "troupe-in-one-place": Easing(N_("Make every way %(amount)s minutes shorter."), _ways, _MOST),
    "person-in-one-place": Easing(N_("Make every way %(amount)s minutes shorter."), _ways, _MOST),
    "opening-hours": Easing(N_("Open %(amount)s minutes earlier and close as much later."), _opening, _MOST),
    "one-act-per-stage": Easing(N_("Shorten the changeover by %(amount)s minutes."), _changeover, 120),
    "within-stay": Easing(N_("Let the troupe arrive %(amount)s minutes earlier and leave as much later."), _stay, 2880),
    "equipment-in-stock": Easing(N_("Bring %(amount)s more of the equipment."), _stock, 10, 1),
    "precedence": Easing(N_("Ease the time between first and second by %(amount)s minutes."), _lag, _MOST),
    "no-blackout": Easing(N_("Shorten the closure by %(amount)s minutes at both ends."), _blackouts, 2880),
    "work-shows-a-day": Easing(N_("Allow %(amount)s more performances of the work a day."), _works, 10, 1),
    "work-days-apart": Easing(N_("Bring the performances of the work %(amount)s days closer."), _apart, 10, 1),
    "allowed-hours": Easing(
        N_("Allow hours %(amount)s minutes earlier and as much later."),
        _acts(lambda act, by: replace(act, hours=_wider(act.hours, by))),
        _MOST,
    ),
    "attendance": Easing(
        N_("Make every way %(amount)s minutes shorter for the guests of honour."),
        lambda problem, by: replace(
            _ways(problem, by),
            settings=replace(_ways(problem, by).settings, party_travel=max(0, problem.settings.party_travel - by)),
        ),
        _MOST,
    ),
}
