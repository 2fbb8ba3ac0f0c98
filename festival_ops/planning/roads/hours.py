"""When closures hold: in hours of their own, or around the show that they follow, wherever the plan in hand has it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from math import ceil, floor
from typing import NamedTuple

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, selectinload

from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.parades.walking import loaded, walked
from festival_ops.planning.queries import own_lengths
from festival_ops.planning.roads.passing import passing, stand
from festival_ops.programme.models import Cancellation, Edition, ParadeStop, Performance, Stage
from festival_ops.traffic.chains import Link, walk
from festival_ops.traffic.kinds import LIFTED, ROLLING, WITHDRAWN
from festival_ops.traffic.models import Closure, ClosureSegment, ClosureState, Segment

OWN, PLANNED, ANNOUNCED = "own", "planned", "announced"


class Stand(NamedTuple):
    """Where and when a show would be; without `minutes` it lasts as long as it does."""

    stage: int
    starts: datetime
    minutes: int | None = None


# By show; None without a place.
Moved = Mapping[int, Stand | None]


@dataclass(frozen=True)
class Band:
    """How long one segment is closed."""

    segment: Segment
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Holding:
    """One time at which a closure holds. `basis`: its own hours, the show's in the plan, or as the show is announced.

    Without an end it holds until it is finished; `until` is what has to be reckoned with then, the end of that day.
    """

    closure: Closure
    starts: datetime
    ends: datetime | None
    until: datetime
    basis: str
    bands: tuple[Band, ...]

    def meets(self, starts: datetime, ends: datetime) -> bool:
        return self.starts < ends and starts < self.until

    @property
    def rolls(self) -> bool:
        return any((band.starts, band.ends) != (self.starts, self.until) for band in self.bands)


@dataclass(frozen=True)
class Showing:
    """A show in its hours; `basis` as above."""

    starts: datetime
    ends: datetime
    basis: str


def closures_of(session: Session, edition: Edition, *conditions: ColumnElement[bool]) -> list[Closure]:
    """With what their hours and places are made of, at the same cost however many there are."""
    chain = selectinload(Closure.chain).selectinload(ClosureSegment.segment)
    shown = selectinload(Closure.performance)
    rows = select(Closure).where(Closure.edition_id == edition.id, *conditions).order_by(Closure.sort_key, Closure.id)
    return list(
        session.scalars(
            rows.options(
                chain.joinedload(Segment.street),
                chain.joinedload(Segment.first),
                chain.joinedload(Segment.second),
                shown.selectinload(Performance.stops).joinedload(ParadeStop.stage).joinedload(Stage.venue),
                shown.joinedload(Performance.cancellation),
                *loaded(selectinload(Closure.parade)),
                selectinload(Closure.states).joinedload(ClosureState.user),
                selectinload(Closure.permit),
                selectinload(Closure.detour_chain),
            )
        )
    )


def holdings(
    session: Session, edition: Edition, plan: Plan | None, closures: Iterable[Closure], moved: Moved | None = None
) -> list[Holding]:
    """Every time at which a closure holds that nobody has withdrawn, or would if shows were `moved`, in the order of
    time."""
    rows = list(closures)
    shows = shown(session, plan, {row.performance_id for row in rows if row.performance_id is not None}, moved)
    return holdings_with(edition, rows, shows)


def holdings_with(edition: Edition, closures: Iterable[Closure], shows: Mapping[int, Showing]) -> list[Holding]:
    """The same if these are the hours of the shows that they follow."""
    found = [each for row in closures for each in _holdings(edition, row, shows)]
    return sorted(found, key=lambda each: (each.starts, each.until, each.closure.sort_key))


def shown(
    session: Session, plan: Plan | None, acts: Collection[int], moved: Moved | None = None
) -> Mapping[int, Showing]:
    """Where the plan has no place for a show that takes place, what was announced holds."""
    lengths = own_lengths(session, plan)
    rows = select(Performance.id, Performance.minutes, Performance.announced_starts, Placement.starts)
    placed = (Placement.performance_id == Performance.id) & (Placement.plan_id == (plan.id if plan else 0))
    rows = rows.outerjoin(Placement, placed).outerjoin(Cancellation, Cancellation.performance_id == Performance.id)
    shows = {}
    for act, minutes, announced, placed_at in session.execute(
        rows.where(Performance.id.in_(acts), Cancellation.id.is_(None))
    ):
        place = moved[act] if moved and act in moved else Stand(0, placed_at) if placed_at else None
        starts = place.starts if place else announced
        if starts is not None:
            lasts = place.minutes if place and place.minutes is not None else lengths.get(act, minutes)
            ends = starts + timedelta(minutes=lasts)
            shows[act] = Showing(starts, ends, PLANNED if place else ANNOUNCED)
    return shows


def _holdings(edition: Edition, closure: Closure, shows: Mapping[int, Showing]) -> Iterator[Holding]:
    if closure.state == WITHDRAWN:
        return
    if closure.performance_id is None:
        found = _own(edition, closure)
    else:
        found = iter(_around(edition, closure, shows.get(closure.performance_id)))
    lifted = closure.states[-1].at if closure.state == LIFTED else None
    yield from found if lifted is None else _until(found, lifted)


def _until(found: Iterator[Holding], lifted: datetime) -> Iterator[Holding]:
    """What was still held before somebody lifted the closure."""
    for each in found:
        if lifted >= each.until:
            yield each
        elif lifted > each.starts:
            bands = (replace(band, ends=min(band.ends, lifted)) for band in each.bands if band.starts < lifted)
            yield replace(each, ends=lifted, until=lifted, bands=tuple(bands))


def _own(edition: Edition, closure: Closure) -> Iterator[Holding]:
    if closure.starts is None:
        return
    first = edition.local(closure.starts)
    for day in _days(first.date(), closure.last_day):
        starts = datetime.combine(day, first.time(), edition.tz)
        ends = None
        if closure.ends is not None:
            last = edition.local(closure.ends)
            ends = datetime.combine(day + (last.date() - first.date()), last.time(), edition.tz)
        yield _whole(edition, closure, starts, ends)


def _days(first: date, last: date | None) -> list[date]:
    return [first + timedelta(days=number) for number in range(((last or first) - first).days + 1)]


def _whole(edition: Edition, closure: Closure, starts: datetime, ends: datetime | None) -> Holding:
    until = ends or _end_of_day(edition, starts)
    bands = tuple(Band(segment, starts, until) for segment in closure.segments)
    return Holding(closure, starts, ends, until, OWN, bands)


def _end_of_day(edition: Edition, moment: datetime) -> datetime:
    return datetime.combine(edition.festival_day(moment) + timedelta(days=1), edition.cutoff, edition.tz)


def _around(edition: Edition, closure: Closure, show: Showing | None) -> list[Holding]:
    if show is None:
        return []
    return list(nights_before(edition, closure, show)) if closure.nights else [followed(closure, show)]


def nights_before(edition: Edition, closure: Closure, show: Showing) -> Iterator[Holding]:
    """A stage is built by the clock, whatever the hour of its show."""
    if closure.night_from is None or closure.night_until is None:
        return
    last = edition.festival_day(show.starts)
    for number in range(closure.nights, 0, -1):
        night = last - timedelta(days=number)
        morning = night + timedelta(days=closure.night_until <= closure.night_from)
        starts = datetime.combine(night, closure.night_from, edition.tz)
        yield replace(
            _whole(edition, closure, starts, datetime.combine(morning, closure.night_until, edition.tz)),
            basis=show.basis,
        )


def followed(closure: Closure, show: Showing) -> Holding:
    """When it holds if the show that it follows is shown then."""
    before, after = timedelta(minutes=closure.before), timedelta(minutes=closure.after)
    bands = tuple(Band(segment, starts - before, ends + after) for segment, starts, ends in _passed(closure, show))
    starts = min((band.starts for band in bands), default=show.starts - before)
    ends = max((band.ends for band in bands), default=show.ends + after)
    return Holding(closure, starts, ends, ends, show.basis, bands)


def _passed(closure: Closure, show: Showing) -> Iterator[tuple[Segment, datetime, datetime]]:
    """Each segment with the hours of the show there; a procession closes what it passes while it passes."""
    segments = closure.segments
    turned = walk([Link(str(segment), segment.ends) for segment in segments])
    stops = closure.performance.stops if closure.performance else []
    if closure.measure != ROLLING or not stops or turned is None:
        yield from ((segment, show.starts, show.ends) for segment in segments)
        return
    lines = [segment.line[::-1] if back else segment.line for segment, back in zip(segments, turned, strict=True)]
    known = walked(closure.parade) if closure.parade else {}
    lasts = (show.ends - show.starts) / timedelta(minutes=1)
    for segment, told in zip(segments, passing(lines, [stand(stop) for stop in stops]), strict=True):
        comes, leaves = known.get(segment.id, told)
        if segment is segments[-1]:
            # Where it ends people stand until the show is over, however soon the last of them is there.
            leaves = max(leaves, lasts)
        yield (
            segment,
            show.starts + timedelta(minutes=floor(comes)),
            show.starts + timedelta(minutes=ceil(leaves)),
        )
