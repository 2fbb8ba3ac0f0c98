"""Minutes to pixels, for one festival day and one zoom."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from solver.problem import Problem, Slot, Span

# Pixels an hour for each zoom, named by the minutes that a person can still tell apart.
ZOOMS = {60: 56, 30: 88, 15: 160, 5: 360}
EVERY_DAY_HOURS = 18 * 60


@dataclass(frozen=True)
class Tick:
    x: int
    label: str


@dataclass(frozen=True)
class Scale:
    starts: int
    ends: int
    hour: int

    @classmethod
    def of(cls, problem: Problem, slots: Iterable[Slot], day: int, zoom: int) -> Scale:
        """From the first to the last full hour in which something stands or a stage opens."""
        whole = problem.day(day)
        spans = [span for slot in slots for _, span in problem.places(slot)]
        spans += [
            Span(max(opened.starts, whole.starts), min(opened.ends, whole.ends))
            for stage in problem.stages
            for opened in stage.open
            if opened.meets(whole) and opened.ends - opened.starts <= EVERY_DAY_HOURS
        ]
        first = min((span.starts for span in spans), default=whole.starts + 4 * 60)
        last = max((span.ends for span in spans), default=whole.starts + 20 * 60)
        return cls(first // 60 * 60, -(-last // 60) * 60, ZOOMS.get(zoom, ZOOMS[30]))

    @property
    def width(self) -> int:
        return self.x(self.ends)

    def x(self, minute: int) -> int:
        return round((minute - self.starts) * self.hour / 60)

    def length(self, minutes: int) -> int:
        return round(minutes * self.hour / 60)

    @property
    def hours(self) -> list[Tick]:
        return [Tick(self.x(m), f"{m // 60 % 24:02}:00") for m in range(self.starts, self.ends + 1, 60)]

    @property
    def halves(self) -> list[int]:
        return [self.x(minute) for minute in range(self.starts + 30, self.ends, 60)]

    @property
    def midnight(self) -> int | None:
        """Where the calendar date changes on this sheet, if it does inside it."""
        turn = -(-self.starts // 1440) * 1440
        return self.x(turn) if self.starts < turn < self.ends else None
