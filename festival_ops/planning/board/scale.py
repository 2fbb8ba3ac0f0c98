"""Minutes to pixels, for one or several festival days and one zoom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from solver.problem import Problem, Slot, Span

# Pixels an hour for each zoom, named by the minutes that a person can still tell apart.
ZOOMS = {60: 56, 30: 88, 15: 160, 5: 360}
EVERY_DAY_HOURS = 18 * 60
# Paper between two days on one sheet: the hours of the night in which nothing is open are left out.
NIGHT = 36
EDGES = {0: "first", -1: "last"}


@dataclass(frozen=True)
class Tick:
    """`edge` is "first" or "last" where the label stands beside its line and not under it."""

    x: int
    label: str
    edge: str = ""


@dataclass(frozen=True)
class Stretch:
    """The hours of one festival day on the sheet, and where they begin."""

    day: int
    starts: int
    ends: int
    x: int


@dataclass(frozen=True)
class Scale:
    stretches: tuple[Stretch, ...]
    hour: int

    @classmethod
    def of(cls, problem: Problem, slots: Iterable[Slot], days: Sequence[int], zoom: int) -> Scale:
        """Each day from the first to the last full hour in which something stands or a stage opens."""
        hour, held, stretches, x = ZOOMS.get(zoom, ZOOMS[30]), list(slots), list[Stretch](), 0
        for day in days:
            starts, ends = _hours(problem, [slot for slot in held if problem.day_of(slot.starts) == day], day)
            starts = max(starts, stretches[-1].ends) if stretches else starts
            stretches.append(Stretch(day, starts, max(ends, starts + 60), x))
            x += round((stretches[-1].ends - starts) * hour / 60) + NIGHT
        return cls(tuple(stretches), hour)

    @property
    def starts(self) -> int:
        return self.stretches[0].starts

    @property
    def ends(self) -> int:
        return self.stretches[-1].ends

    @property
    def width(self) -> int:
        return self.x(self.ends)

    def x(self, minute: int) -> int:
        """A minute of a night between two days stands where the evening ends."""
        within = next((one for one in reversed(self.stretches) if one.starts <= minute), self.stretches[0])
        if within is not self.stretches[-1]:
            minute = min(minute, within.ends)
        return within.x + self.length(minute - within.starts)

    def length(self, minutes: int) -> int:
        return round(minutes * self.hour / 60)

    def parts(self, span: Span) -> list[Span]:
        """What of a span is on the sheet."""
        cut = [Span(max(span.starts, one.starts), min(span.ends, one.ends)) for one in self.stretches]
        return [part for part in cut if part.starts < part.ends]

    @property
    def hours(self) -> list[Tick]:
        ticks = []
        for one in self.stretches:
            marks = range(one.starts, one.ends + 1, 60)
            edges = {marks[at]: edge for at, edge in EDGES.items()}
            ticks += [Tick(self._in(one, m), f"{m // 60 % 24:02}:00", edges.get(m, "")) for m in marks]
        return ticks

    @property
    def halves(self) -> list[int]:
        return [self._in(one, m) for one in self.stretches for m in range(one.starts + 30, one.ends, 60)]

    @property
    def midnights(self) -> list[int]:
        """Where the calendar date changes inside a day of this sheet."""
        turns = [(one, -(-one.starts // 1440) * 1440) for one in self.stretches]
        return [self._in(one, turn) for one, turn in turns if one.starts < turn < one.ends]

    def _in(self, stretch: Stretch, minute: int) -> int:
        return stretch.x + self.length(minute - stretch.starts)


def _hours(problem: Problem, slots: Iterable[Slot], day: int) -> tuple[int, int]:
    whole = problem.day(day)
    spans = [span for slot in slots for _, span in problem.places(slot)]
    spans += [
        Span(max(opened.starts, whole.starts), min(opened.ends, whole.ends))
        for stage in problem.stages
        for opened in stage.open
        if opened.meets(whole) and opened.ends - opened.starts <= EVERY_DAY_HOURS
    ]
    rehearsals = (Span(row.starts, row.ends) for row in problem.rehearsals)
    spans += [span for span in rehearsals if problem.day_of(span.starts) == day]
    first = min((span.starts for span in spans), default=whole.starts + 4 * 60)
    last = max((span.ends for span in spans), default=whole.starts + 20 * 60)
    return first // 60 * 60, -(-last // 60) * 60
