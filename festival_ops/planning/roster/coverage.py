"""How many are needed and on duty, hour by hour and sector by sector, from one cut-off to the next."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from festival_ops.planning.clock import Clock
from festival_ops.planning.roster.kept import SectorOnGround, Standing
from festival_ops.programme.models import Edition
from solver.crew.problem import Need
from solver.problem import MINUTES_A_DAY, Span

HOUR = 60


@dataclass(frozen=True)
class Hour:
    """The moment of an hour at which most people are missing, or else most are needed. Too many at one post do not
    make up for too few at another."""

    starts: int
    needed: int
    has: int
    missing: int

    @property
    def clock(self) -> str:
        hours, minutes = divmod(self.starts % MINUTES_A_DAY, HOUR)
        return f"{hours:02}:{minutes:02}"

    @property
    def state(self) -> str:
        return "short" if self.missing else "whole" if self.needed else "none"


@dataclass(frozen=True)
class Row:
    """One sector; the sum of all has none."""

    sector: SectorOnGround | None
    hours: tuple[Hour, ...]

    @property
    def missing(self) -> int:
        return max((hour.missing for hour in self.hours), default=0)


@dataclass(frozen=True)
class Coverage:
    day: date
    hours: tuple[Hour, ...]
    rows: tuple[Row, ...]

    @property
    def clocks(self) -> list[str]:
        return [hour.clock for hour in self.hours]


def coverage(edition: Edition, stands: Standing, day: date) -> Coverage:
    """Sectors from the inside out, only those that need anybody; whatever began the day before counts as well."""
    whole = Clock.of(edition).span_of_day(day)
    needs = [need for need in stands.problem.needs if need.span.meets(whole)]
    total = _hours(stands, needs, whole)
    rows = []
    for sector in stands.ground.sectors:
        own = [need for need in needs if stands.sector_of[need.post] == sector.id]
        if own:
            rows.append(Row(sector, _hours(stands, own, whole)))
    return Coverage(day, total, (*rows, Row(None, total)) if rows else ())


def _hours(stands: Standing, needs: Sequence[Need], whole: Span) -> tuple[Hour, ...]:
    return tuple(
        _hour(stands, needs, Span(starts, min(starts + HOUR, whole.ends)))
        for starts in range(whole.starts, whole.ends, HOUR)
    )


def _hour(stands: Standing, needs: Sequence[Need], hour: Span) -> Hour:
    within = [need for need in needs if need.span.meets(hour)]
    moments = {hour.starts, *(need.span.starts for need in within if hour.starts < need.span.starts)}
    return max(
        (_at(stands, within, hour, moment) for moment in sorted(moments)), key=lambda at: (at.missing, at.needed)
    )


def _at(stands: Standing, needs: Sequence[Need], hour: Span, moment: int) -> Hour:
    there = [need for need in needs if need.span.starts <= moment < need.span.ends]
    people = [len(stands.plan.officers_on(need.id)) for need in there]
    missing = sum(max(0, need.least - has) for need, has in zip(there, people, strict=True))
    return Hour(hour.starts, sum(need.least for need in there), sum(people), missing)
