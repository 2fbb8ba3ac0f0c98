"""What follows from moving shows: closures that move along, permits, posts that ask for others, and new conflicts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from festival_ops.planning.demand.counting import Asked, Place
from festival_ops.planning.demand.kept import asked_with
from festival_ops.planning.desk import Desk
from festival_ops.planning.judgement import Finding, broken
from festival_ops.planning.roads.hours import PLANNED, Holding, Showing, closures_of, holdings_with, shown
from festival_ops.planning.roads.permits import uncovered
from festival_ops.security.models import Post, Qualification, Shift
from festival_ops.traffic.models import Closure
from solver.problem import Slot

Slots = tuple[Slot, ...]


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
class Consequences:
    """`posts` are read with the rights of whoever asks; what guests of honour ask for is counted for few."""

    closures: list[Moved]
    permits: list[str]
    posts: list[Called]
    conflicts: list[Finding]

    def __bool__(self) -> bool:
        return bool(self.closures or self.permits or self.posts or self.conflicts)


def consequences(desk: Desk, before: Slots, after: Slots) -> Consequences:
    """What differs between two plans of one festival. Raises nothing; both are judged as the reader may know them."""
    acts = _differing(before, after)
    closures = _closures(desk, before, after, acts)
    permits = [told for each in closures if (told := _uncovered(desk, each))]
    had = broken(desk.problem, before)
    conflicts = [finding for finding in desk.judged(after) if finding.subject not in had]
    return Consequences(closures, list(dict.fromkeys(permits)), _posts(desk, before, after, acts), conflicts)


def instead(slots: Iterable[Slot], act: int, slot: Slot | None) -> Slots:
    """The plan with one show elsewhere, or nowhere."""
    others = tuple(each for each in slots if each.act != act)
    return others if slot is None else (*others, slot)


def _differing(before: Slots, after: Slots) -> frozenset[int]:
    return frozenset(slot.act for slot in set(before) ^ set(after))


def _closures(desk: Desk, before: Slots, after: Slots, acts: Collection[int]) -> list[Moved]:
    rows = closures_of(desk.session, desk.edition, Closure.performance_id.in_(acts))
    held = [_held(desk, rows, slots) for slots in (before, after)]
    found = []
    for row in rows:
        old, new = ([each for each in holdings if each.closure is row] for holdings in held)
        if [each.bands for each in old] != [each.bands for each in new] or _span(old) != _span(new):
            found.append(Moved(row, old, new))
    return found


def _held(desk: Desk, rows: list[Closure], slots: Slots) -> list[Holding]:
    shows = dict(shown(desk.session, None, {row.performance_id for row in rows if row.performance_id is not None}))
    for slot in slots:
        starts = desk.clock.moment(slot.starts)
        ends = starts + timedelta(minutes=desk.problem.act(slot.act).duration)
        shows[slot.act] = Showing(starts, ends, PLANNED)
    return holdings_with(desk.edition, rows, shows)


def _uncovered(desk: Desk, moved: Moved) -> str:
    """Why its permit holds no more; empty if it does, or never did."""
    old, new = (uncovered(desk.edition, moved.closure, held) for held in (moved.before, moved.after))
    return "" if old else new


def _span(holdings: list[Holding]) -> list[tuple[datetime, datetime]]:
    return [(each.starts, each.until) for each in holdings]


def _posts(desk: Desk, before: Slots, after: Slots, acts: Collection[int]) -> list[Called]:
    days = set(_days(desk, [*before, *after], acts))
    plans = [{slot.act: (slot.stage, desk.clock.moment(slot.starts)) for slot in slots} for slots in (before, after)]
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


def _least(asked: Mapping[Place, Asked], place: Place) -> int:
    return asked[place].least if place in asked else 0


def _by_id(desk: Desk, model: Any) -> dict[int, Any]:
    return {row.id: row for row in desk.session.scalars(select(model).where(model.edition_id == desk.edition.id))}


def _days(desk: Desk, slots: list[Slot], acts: Collection[int]) -> Iterator[date]:
    """Those of the shows, and the days beside them, whose shifts may reach over."""
    for slot in slots:
        if slot.act in acts:
            day = desk.clock.day_of(slot.starts)
            yield from (day + timedelta(days=number) for number in (-1, 0, 1))
