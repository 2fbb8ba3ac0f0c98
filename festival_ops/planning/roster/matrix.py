"""One festival day of the roster as a table: posts by sector down, shifts across, and in each cell who is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import PostOnGround, SectorOnGround, ShiftOnGround, Standing
from solver.crew.problem import Need


@dataclass(frozen=True)
class Line:
    """One function that is needed at a post in a shift."""

    need: Need
    function: str
    has: int
    unled: int
    conflicts: int

    @property
    def missing(self) -> int:
        return max(0, self.need.least - self.has)


@dataclass(frozen=True)
class Cell:
    lines: tuple[Line, ...]

    @property
    def has(self) -> int:
        return sum(line.has for line in self.lines)

    @property
    def least(self) -> int:
        return sum(line.need.least for line in self.lines)

    @property
    def missing(self) -> int:
        return sum(line.missing for line in self.lines)

    @property
    def unled(self) -> int:
        return sum(line.unled for line in self.lines)

    @property
    def conflicts(self) -> int:
        return sum(line.conflicts for line in self.lines)

    @property
    def state(self) -> str:
        """short, unled, conflict or whole: the gravest first."""
        if self.missing:
            return "short"
        return "unled" if self.unled else "conflict" if self.conflicts else "whole"


@dataclass(frozen=True)
class Row:
    """`cells` stand in the order of the shifts; None where nobody is needed."""

    post: PostOnGround
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True)
class Section:
    sector: SectorOnGround
    rows: tuple[Row, ...]

    @property
    def missing(self) -> int:
        return sum(cell.missing for row in self.rows for cell in row.cells if cell)


@dataclass(frozen=True)
class Matrix:
    day: date
    shifts: tuple[ShiftOnGround, ...]
    sections: tuple[Section, ...]

    @property
    def cells(self) -> list[Cell]:
        return [cell for section in self.sections for row in section.rows for cell in row.cells if cell]

    @property
    def has(self) -> int:
        return sum(cell.has for cell in self.cells)

    @property
    def least(self) -> int:
        return sum(cell.least for cell in self.cells)

    @property
    def missing(self) -> int:
        return sum(cell.missing for cell in self.cells)


def draw(stands: Standing, day: date) -> Matrix:
    """Only posts and shifts that need anybody on the day."""
    held: dict[tuple[int, int], list[Line]] = {}
    for shift, line in lines(stands, day):
        held.setdefault((line.need.post, shift), []).append(line)
    ground = stands.ground
    shifts = tuple(shift for shift in ground.shifts if any(key[1] == shift.id for key in held))
    posts = {post for post, _ in held}
    rows: dict[int, list[Row]] = {}
    for post in ground.posts:
        if post.id in posts:
            cells = (held.get((post.id, shift.id)) for shift in shifts)
            rows.setdefault(post.sector, []).append(
                Row(post, tuple(Cell(tuple(one)) if one else None for one in cells))
            )
    sections = (Section(sector, tuple(rows[sector.id])) for sector in ground.sectors if sector.id in rows)
    return Matrix(day, shifts, tuple(sections))


def lines(stands: Standing, day: date) -> Iterator[tuple[int, Line]]:
    """Every need of the day with its shift."""
    first_day = date.fromisoformat(stands.problem.first_day)
    unled, conflicts = flaws(stands)
    for need in stands.by_day.get(day, ()):
        function = stands.problem.function(need.function).name
        has = len(stands.plan.officers_on(need.id))
        shift = stands.ground.shift_of[NeedOn.of(need.id, first_day).need]
        yield shift, Line(need, function, has, unled[need.id], conflicts[need.id])


def flaws(stands: Standing) -> tuple[Counter[int], Counter[int]]:
    """How many leaders are missing at a need, and how many other breaches touch it."""
    unled: Counter[int] = Counter()
    conflicts: Counter[int] = Counter()
    for breach in stands.breaches:
        for need in breach.needs:
            if breach.rule == "led":
                unled[need] += breach.amount
            elif breach.officers or breach.facts.get("case") == "many":
                conflicts[need] += 1
    return unled, conflicts


def missing_by_day(stands: Standing) -> Counter[date]:
    """People who are missing on each festival day."""
    missing: Counter[date] = Counter()
    for day, needs in stands.by_day.items():
        short = sum(max(0, need.least - len(stands.plan.officers_on(need.id))) for need in needs)
        if short:
            missing[day] = short
    return missing
