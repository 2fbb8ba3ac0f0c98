"""The clock between rows and the core: aware moments here, whole minutes from the edition's first midnight there.

Minutes are those of the wall clock, so that 19:30 stays 19:30 on both sides of a change of summer time.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from festival_ops.programme.models import Edition
from solver.problem import MINUTES_A_DAY, Span


@dataclass(frozen=True)
class Clock:
    first_day: date
    days: int
    cutoff: int
    zone: ZoneInfo

    @classmethod
    def of(cls, edition: Edition) -> Clock:
        return cls(edition.first_day, len(edition.days), minute_of_day(edition.cutoff), edition.tz)

    def minute(self, moment: datetime) -> int:
        wall = moment.astimezone(self.zone).replace(tzinfo=None)
        return (wall - datetime.combine(self.first_day, time())) // timedelta(minutes=1)

    def moment(self, minute: int) -> datetime:
        return (datetime.combine(self.first_day, time()) + timedelta(minutes=minute)).replace(tzinfo=self.zone)

    def day_index(self, day: date) -> int:
        return (day - self.first_day).days

    def day(self, index: int) -> date:
        return self.first_day + timedelta(days=index)

    def day_of(self, minute: int) -> date:
        """The festival day that holds the minute."""
        return self.day((minute - self.cutoff) // MINUTES_A_DAY)

    def span_of_day(self, day: date) -> Span:
        begins = self.day_index(day) * MINUTES_A_DAY + self.cutoff
        return Span(begins, begins + MINUTES_A_DAY)

    def on(self, day: date, clock: time) -> int:
        """The minute of a clock time on a festival day: before the cut-off hour it is the calendar day after."""
        return self.day_index(day) * MINUTES_A_DAY + self.past_midnight(clock)

    def past_midnight(self, clock: time) -> int:
        """Minutes after the midnight that begins a festival day; from 00:00 to the cut-off they pass 1440."""
        minutes = minute_of_day(clock)
        return minutes + MINUTES_A_DAY if minutes < self.cutoff else minutes

    def spans(self, on: date | None, starts: time | None, ends: time | None) -> list[Span]:
        """What opening hours and windows say, for one day or for every day; the end may lie past midnight."""
        days = [on] if on else [self.day(index) for index in range(self.days)]
        return [self._span(day, starts, ends) for day in days]

    def _span(self, day: date, starts: time | None, ends: time | None) -> Span:
        whole = self.span_of_day(day)
        if starts is not None and starts == ends:
            return whole
        begins = self.on(day, starts) if starts is not None else whole.starts
        if ends is None:
            return Span(begins, whole.ends)
        stops = self.on(day, ends)
        return Span(begins, stops if stops > begins else stops + MINUTES_A_DAY)


def minute_of_day(clock: time) -> int:
    return clock.hour * 60 + clock.minute
