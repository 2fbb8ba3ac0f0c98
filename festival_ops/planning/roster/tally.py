"""Who is present in each cell of the matrix while its festival day runs, and afterwards who came."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import partial

from sqlalchemy.orm import Session

from festival_ops.planning.roster import presence
from festival_ops.planning.roster.kept import Standing
from festival_ops.planning.roster.matrix import Cell, Matrix, Section
from festival_ops.planning.roster.presence import State, Turn
from festival_ops.programme.models import Edition

Place = tuple[int, int]


@dataclass(frozen=True)
class Tally:
    """People of some turns. `there` are on the spot; of turns that are over, whoever came. `due` counts whoever is on
    the roster of a turn that has begun."""

    begun: bool
    runs: bool
    there: int
    late: int
    absent: int
    due: int

    @classmethod
    def of(cls, turns: Iterable[Turn], moment: datetime) -> Tally:
        held = list(turns)
        begun = [turn for turn in held if turn.starts <= moment]
        over = sum(turn.counts[State.GONE] for turn in begun if turn.ends <= moment)
        return cls(
            begun=bool(begun),
            runs=any(turn.runs(moment) for turn in held),
            there=over + sum(turn.here for turn in held),
            late=sum(turn.counts[State.LATE] for turn in held),
            absent=sum(len(turn.absent) for turn in begun),
            due=sum(sum(stand.listed for stand in turn.stands) for turn in begun),
        )


@dataclass(frozen=True)
class DayInField:
    """`now` adds up what runs at this moment."""

    cells: dict[Place, Tally]
    now: Tally

    def wrong(self, post: int, shift: int, cell: Cell | None) -> bool:
        """Whether something is wrong there at this moment: somebody absent, missing, or nobody who leads."""
        tally = self.cells.get((post, shift))
        return bool(cell and tally and tally.runs and (tally.absent or cell.missing or cell.unled))


def in_field(session: Session, edition: Edition, stands: Standing, day: date, moment: datetime) -> DayInField | None:
    """None on a day that has not begun, and on one of which nobody wrote anything down before it was over."""
    if day > edition.festival_day(moment + presence.EARLY):
        return None
    turns = presence.turns(session, edition, stands, stands.by_day.get(day, ()), moment)
    if not any(turn.opens(moment) or any(stand.came for stand in turn.stands) for turn in turns):
        return None
    held: dict[Place, list[Turn]] = {}
    for turn in turns:
        held.setdefault((turn.post, turn.shift.id), []).append(turn)
    cells = {place: Tally.of(group, moment) for place, group in held.items()}
    return DayInField(cells, Tally.of([turn for turn in turns if turn.runs(moment)], moment))


def only_wrong(sheet: Matrix, seen: DayInField) -> Matrix:
    """The rows in which something is wrong at this moment."""
    shifts = [shift.id for shift in sheet.shifts]

    def kept(section: Section) -> Section:
        rows = (row for row in section.rows if any(map(partial(seen.wrong, row.post.id), shifts, row.cells)))
        return replace(section, rows=tuple(rows))

    return replace(sheet, sections=tuple(one for one in map(kept, sheet.sections) if one.rows))
