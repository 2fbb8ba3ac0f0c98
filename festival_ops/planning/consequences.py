"""What follows from moving shows, or from another length of theirs: closures and transfers that move along, permits,
posts that ask for others, and new conflicts of the plan and of the rides."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from flask_babel import get_locale
from sqlalchemy import or_, select

from festival_ops.planning.demand import counting
from festival_ops.planning.demand.counting import Place
from festival_ops.planning.demand.kept import asked_with
from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import Finding, broken
from festival_ops.planning.rides.hours import Asked, asked_of, transfers_of
from festival_ops.planning.rides.judging import told
from festival_ops.planning.rides.outages import with_outages
from festival_ops.planning.rides.snapshot import ride_problem
from festival_ops.planning.rides.standing import booked, known
from festival_ops.planning.roads.hours import PLANNED, Holding, Showing, Stand, closures_of, holdings_with, shown
from festival_ops.planning.roads.permits import uncovered
from festival_ops.security.models import Post, Qualification, Shift
from festival_ops.traffic.models import Closure, Transfer
from solver.problem import Problem, Slot
from solver.rides.check import check
from solver.rides.plan import RideBreach, RidePlan
from solver.rides.problem import Ride, RideProblem


@dataclass(frozen=True)
class Moved:
    """A closure that follows a show, with all its hours before and after the move."""

    closure: Closure
    before: list[Holding]
    after: list[Holding]


@dataclass(frozen=True)
class Called:
    """A post that asks for another number of people in a shift."""

    day: date
    post: Post
    shift: Shift
    qualification: Qualification
    before: int
    after: int


@dataclass(frozen=True)
class Carried:
    """A transfer of those who play, as it is asked for before and after the move."""

    transfer: Transfer
    before: Asked
    after: Asked


@dataclass(frozen=True)
class Consequences:
    """`posts` are read with the rights of whoever asks; what guests of honour ask for is counted for few."""

    closures: list[Moved]
    permits: list[str]
    posts: list[Called]
    transfers: list[Carried]
    rides: list[str]
    conflicts: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.closures or self.permits or self.posts or self.transfers or self.rides or self.conflicts)


def consequences(desk: Desk, before: Problem, after: Problem) -> Consequences:
    """What differs between two plans of one festival, each the `current` of its problem, with its own lengths of shows.
    Both are judged as the reader may know them."""
    acts = _differing(before, after)
    closures = _closures(desk, before, after, acts)
    permits = [told for each in closures if (told := _uncovered(desk, each))]
    had = broken(before, before.current)
    conflicts = [finding for finding in desk.judged(after.current, after) if finding.subject not in had]
    posts, transfers = _posts(desk, before, after, acts), _transfers(desk, before, after, acts)
    rides = _rides(desk, before, after, acts) if closures or transfers else []
    return Consequences(closures, list(dict.fromkeys(permits)), posts, transfers, rides, conflicts)


def instead(problem: Problem, act: int, slot: Slot | None) -> Problem:
    """The plan with one show elsewhere, or nowhere."""
    others = tuple(each for each in problem.current if each.act != act)
    return replace(problem, current=others if slot is None else (*others, slot))


def _differing(before: Problem, after: Problem) -> frozenset[int]:
    """Shows that stand elsewhere, or last longer or less long where they stand."""
    spans = [{(slot, problem.act(slot.act).duration) for slot in problem.current} for problem in (before, after)]
    return frozenset(slot.act for slot, _minutes in spans[0] ^ spans[1])


def _closures(desk: Desk, before: Problem, after: Problem, acts: Collection[int]) -> list[Moved]:
    rows = closures_of(desk.session, desk.edition, Closure.performance_id.in_(acts))
    held = [_held(desk, rows, problem) for problem in (before, after)]
    found = []
    for row in rows:
        old, new = ([each for each in holdings if each.closure is row] for holdings in held)
        if [each.bands for each in old] != [each.bands for each in new] or _span(old) != _span(new):
            found.append(Moved(row, old, new))
    return found


def _held(desk: Desk, rows: list[Closure], problem: Problem) -> list[Holding]:
    shows = dict(shown(desk.session, None, {row.performance_id for row in rows if row.performance_id is not None}))
    for slot in problem.current:
        starts = desk.clock.moment(slot.starts)
        ends = starts + timedelta(minutes=problem.act(slot.act).duration)
        shows[slot.act] = Showing(starts, ends, PLANNED)
    return holdings_with(desk.edition, rows, shows)


def _transfers(desk: Desk, before: Problem, after: Problem, acts: Collection[int]) -> list[Carried]:
    columns = (Transfer.after_show_id, Transfer.before_show_id, Transfer.moves_with_id)
    rows = transfers_of(desk.session, desk.edition, or_(*(column.in_(acts) for column in columns)))

    def asked(problem: Problem) -> dict[int, Asked]:
        places = _places(desk, problem, acts)
        return {each.transfer.id: each for each in asked_of(desk.session, desk.edition, desk.plan, rows, places)}

    old, new = asked(before), asked(after)
    return [Carried(row, old[row.id], new[row.id]) for row in rows if old[row.id] != new[row.id]]


def _rides(desk: Desk, before: Problem, after: Problem, acts: Collection[int]) -> list[str]:
    """What the rides that stand break only after the move."""
    session, edition, language = desk.session, desk.edition, str(get_locale())
    rides = booked(session, edition)
    if not rides:
        return []

    def problem(programme: Problem) -> RideProblem:
        places = _places(desk, programme, acts)
        return with_outages(
            session, edition, ride_problem(session, edition, desk.plan, language=language, moved=places)
        )

    had, new = {breach.subject for breach in _broken(problem(before), rides)}, problem(after)
    return [each.sentence for each in told(new, _broken(new, rides)) if each.breach.subject not in had]


def _broken(problem: RideProblem, rides: Mapping[int, Ride]) -> list[RideBreach]:
    return check(problem, RidePlan(tuple(known(problem, rides).values())))


def _places(desk: Desk, problem: Problem, acts: Collection[int]) -> dict[int, Stand | None]:
    """Where these shows stand in the plan, or would."""
    return dict.fromkeys(acts) | {slot.act: _stand(desk, problem, slot) for slot in problem.current if slot.act in acts}


def _stand(desk: Desk, problem: Problem, slot: Slot) -> Stand:
    return Stand(slot.stage, desk.clock.moment(slot.starts), problem.act(slot.act).duration)


def _uncovered(desk: Desk, moved: Moved) -> str:
    """Why its permit holds no more; empty if it does, or never did."""
    old, new = (uncovered(desk.edition, moved.closure, held) for held in (moved.before, moved.after))
    return "" if old else new


def _span(holdings: list[Holding]) -> list[tuple[datetime, datetime]]:
    return [(each.starts, each.until) for each in holdings]


def _posts(desk: Desk, before: Problem, after: Problem, acts: Collection[int]) -> list[Called]:
    days = set(_days(desk, [*before.current, *after.current], acts))
    plans = [{slot.act: _stand(desk, one, slot) for slot in one.current} for one in (before, after)]
    old, new = asked_with(desk.session, desk.edition, plans, days, discreet=desk.discreet)
    counts = {place: (_least(old, place), _least(new, place)) for place in {*old, *new}}
    changed = {place: count for place, count in counts.items() if count[0] != count[1]}
    if not changed:
        return []
    posts, shifts, functions = (_by_id(desk, model) for model in (Post, Shift, Qualification))
    found = [
        Called(day, posts[post], shifts[shift], functions[function], *counts[post, shift, function, day])
        for post, shift, function, day in changed
    ]
    return sorted(found, key=lambda each: (each.day, each.post.code, each.shift.starts, each.qualification.id))


def _least(asked: Mapping[Place, counting.Asked], place: Place) -> int:
    return asked[place].least if place in asked else 0


def _by_id(desk: Desk, model: Any) -> dict[int, Any]:
    return {row.id: row for row in desk.session.scalars(select(model).where(model.edition_id == desk.edition.id))}


def _days(desk: Desk, slots: list[Slot], acts: Collection[int]) -> Iterator[date]:
    """Those of the shows, and the days beside them, whose shifts may reach over."""
    for slot in slots:
        if slot.act in acts:
            day = desk.clock.day_of(slot.starts)
            yield from (day + timedelta(days=number) for number in (-1, 0, 1))
