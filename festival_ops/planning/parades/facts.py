"""A parade as the core reads it: its units with their other shows, its way, and when each place of it is to be free."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Parameter, Placement, Plan
from festival_ops.planning.parades.levels import own_levels
from festival_ops.planning.parades.walking import Way, halts_of, units_of
from festival_ops.planning.roads.hours import Showing, shown
from festival_ops.programme.models import Edition, Performance, Stage, Troupe
from festival_ops.programme.models.performance import performance_troupes
from festival_ops.programme.travel import minutes_between
from festival_ops.traffic.models import Parade
from festival_ops.web.telling import by_name
from solver.parade.problem import Corner, Engagement, ParadeProblem, Unit
from solver.problem import Settings

# Shows so far from the parade that no rest between them is in question.
FAR = timedelta(hours=12)


@dataclass(frozen=True)
class Other:
    """Another show of a troupe that walks in the parade."""

    troupe: int
    row: Performance
    venue: int
    starts: datetime
    ends: datetime


def problem_of(
    session: Session, edition: Edition, plan: Plan | None, parade: Parade, way: Way, show: Showing
) -> ParadeProblem:
    """The parade when its show is then, in the reader's language."""
    clock = Clock.of(edition)
    facts = _Facts(session, edition, plan, parade, show)
    units = tuple(facts.engaged(unit) for unit in units_of(parade, way, by_name))
    return ParadeProblem(
        name=by_name(parade.performance),
        first_day=edition.first_day.isoformat(),
        starts=clock.minute(show.starts),
        metres=max(1, round(way.metres)),
        units=units,
        corners=tuple(_corners(parade, way, clock.minute(show.starts))),
        call=parade.call,
        walk=parade.walk,
        loud_from=facts.settings.loud_from,
        apart=parade.apart,
        current=tuple(unit.id for unit in units),
        halts=halts_of(parade.halts, way),
        levels=own_levels(session, edition),
    )


def _corners(parade: Parade, way: Way, starts: int) -> Iterator[Corner]:
    """Junctions, which may be passed at any hour, and the stops, which the programme gives an end."""
    for place in way.places:
        yield Corner(by_name(place.junction), round(place.metres))
    stops = parade.performance.stops
    for stop, metres in zip(stops, way.stops(stops), strict=True):
        yield Corner(by_name(stop.stage), round(metres), starts + stop.offset + stop.minutes)


class _Facts:
    def __init__(self, session: Session, edition: Edition, plan: Plan | None, parade: Parade, show: Showing) -> None:
        self.edition = edition
        self.clock = Clock.of(edition)
        self.parade = parade
        self.show = show
        self.settings = _settings(session, edition)
        self.minutes = minutes_between(session, edition)
        self.rows = {row.id: row for row in parade.units}
        troupes = {row.troupe_id for row in parade.units if row.troupe_id is not None}
        self.others = _others(session, plan, parade, troupes, show)

    def engaged(self, unit: Unit) -> Unit:
        """The unit with the shows of its troupe that come nearest before and after the parade."""
        troupe = self.rows[unit.id].troupe
        if troupe is None:
            return unit
        before = [each for each in self.others.get(troupe.id, ()) if each.starts < self.show.starts]
        after = [each for each in self.others.get(troupe.id, ()) if each.starts >= self.show.starts]
        return replace(
            unit,
            previous=self._before(troupe, max(before, key=lambda each: each.ends)) if before else None,
            next=self._after(troupe, min(after, key=lambda each: each.starts)) if after else None,
        )

    def _before(self, troupe: Troupe, other: Other) -> Engagement:
        ends = self.clock.minute(other.ends) + other.row.get_out
        first = self._venue(0)
        return self._engagement(troupe, other, ends, self._travel(other.venue, first))

    def _after(self, troupe: Troupe, other: Other) -> Engagement:
        begins = self.clock.minute(other.starts) - other.row.get_in
        return self._engagement(troupe, other, begins, self._travel(self._venue(-1), other.venue))

    def _engagement(self, troupe: Troupe, other: Other, minute: int, travel: int) -> Engagement:
        rest = self.settings.rest if troupe.rest is None else troupe.rest
        return Engagement(by_name(other.row), minute, travel, rest)

    def _venue(self, at: int) -> int | None:
        stops = self.parade.performance.stops
        return stops[at].stage.venue_id if stops else None

    def _travel(self, origin: int | None, destination: int | None) -> int:
        if origin is not None and origin == destination:
            return 0
        known = self.minutes.get((origin, destination)) if origin and destination else None
        return self.settings.travel_unknown if known is None else known


def _settings(session: Session, edition: Edition) -> Settings:
    known = Settings.__dataclass_fields__
    rows = session.scalars(select(Parameter).where(Parameter.edition_id == edition.id))
    return Settings(**{row.key: row.value for row in rows if row.key in known})


def _others(
    session: Session, plan: Plan | None, parade: Parade, troupes: Iterable[int], show: Showing
) -> Mapping[int, list[Other]]:
    """By troupe, its other shows around the parade, as planned or, without a place in the plan, as announced."""
    rows = session.execute(_shows_of(plan, troupes, parade)).all()
    hours = shown(session, plan, {row.Performance.id for row in rows})
    found: dict[int, list[Other]] = {}
    for troupe, row, planned, announced in rows:
        told, venue = hours.get(row.id), planned or announced
        if told and venue and told.starts < show.ends + FAR and show.starts - FAR < told.ends:
            found.setdefault(troupe, []).append(Other(troupe, row, venue, told.starts, told.ends))
    return found


def _shows_of(plan: Plan | None, troupes: Iterable[int], parade: Parade) -> Any:
    planned, announced = Stage.__table__.alias("planned"), Stage.__table__.alias("announced")
    plays = performance_troupes
    placed = (Placement.performance_id == Performance.id) & (Placement.plan_id == (plan.id if plan else 0))
    return (
        select(plays.c.troupe_id, Performance, planned.c.venue_id, announced.c.venue_id)
        .join(Performance, Performance.id == plays.c.performance_id)
        .outerjoin(Placement, placed)
        .outerjoin(planned, planned.c.id == Placement.stage_id)
        .outerjoin(announced, announced.c.id == Performance.announced_stage_id)
        .where(plays.c.troupe_id.in_(troupes), Performance.id != parade.performance_id)
        .order_by(Performance.id)
    )
