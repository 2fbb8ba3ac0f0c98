"""Who stands where at a moment: the duties of the roster beside what was written down in the field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload
from werkzeug.utils import cached_property

from festival_ops.planning.clock import Clock
from festival_ops.planning.models import Attendance
from festival_ops.planning.models.attendance import GRACE
from festival_ops.planning.roster.ids import NeedOn
from festival_ops.planning.roster.kept import ShiftOnGround, Standing, from_to
from festival_ops.programme.models import Edition
from festival_ops.security.models import Officer
from solver.crew.problem import Need

# How long before a duty somebody may check in, and how long after it who has not checked out is still shown.
EARLY = timedelta(hours=2)
AFTER = timedelta(hours=2)
# How far the phone page looks ahead for whoever comes next.
AHEAD = timedelta(hours=16)


class State(StrEnum):
    EXPECTED = "expected"
    PRESENT = "present"
    LATE = "late"
    ABSENT = "absent"
    GONE = "gone"


def state_of(seen: Attendance | None, starts: datetime, moment: datetime) -> State:
    """What a duty that begins at `starts` is at a moment; nobody is absent before T+10 is over."""
    if seen is not None and seen.departed is not None:
        return State.GONE
    if seen is not None and seen.arrived is not None:
        return State.LATE if seen.late else State.PRESENT
    return State.ABSENT if moment > starts + GRACE else State.EXPECTED


@dataclass(frozen=True, order=True)
class DutyOn:
    """A duty as check-ins name it: by what it is, not by its row, so that re-planning does not lose it."""

    officer: int
    key: NeedOn

    def __str__(self) -> str:
        return f"{self.officer}.{self.key.need}.{self.key.day.isoformat()}.{self.key.stretch}"

    @classmethod
    def of(cls, text: str) -> DutyOn:
        """Raises ValueError for what is no duty's name."""
        officer, need, day, stretch = text.split(".")
        return cls(int(officer), NeedOn(int(need), date.fromisoformat(day), int(stretch)))


@dataclass(frozen=True)
class Stand:
    """One person at a post; `listed` is False for who came and was taken off the roster afterwards."""

    duty: DutyOn
    function: str
    leads: bool
    seen: Attendance | None
    state: State
    listed: bool = True

    @property
    def here(self) -> bool:
        return self.state in (State.PRESENT, State.LATE)

    @property
    def came(self) -> bool:
        return self.here or self.state is State.GONE


@dataclass(frozen=True)
class Turn:
    """Everybody who stands at a post from one relief to the next; whoever relieves others is there from `handover`."""

    post: int
    shift: ShiftOnGround
    day: date
    starts: datetime
    ends: datetime
    handover: str
    least: int
    functions: frozenset[int]
    stands: tuple[Stand, ...]

    @property
    def hours(self) -> str:
        return from_to(self.starts, self.ends)

    @cached_property
    def counts(self) -> Counter[State]:
        return Counter(stand.state for stand in self.stands)

    @property
    def here(self) -> int:
        return self.counts[State.PRESENT] + self.counts[State.LATE]

    @property
    def absent(self) -> list[Stand]:
        return [stand for stand in self.stands if stand.state is State.ABSENT]

    def in_order(self, people: Mapping[int, Officer]) -> list[Stand]:
        """Whoever leads first, then by name."""
        return sorted(self.stands, key=lambda stand: (not stand.leads, people[stand.duty.officer].sort_key))

    def runs(self, moment: datetime) -> bool:
        return self.starts <= moment < self.ends

    def opens(self, moment: datetime) -> bool:
        """Whether people may check in."""
        return self.starts - EARLY <= moment < self.ends


def turns(session: Session, edition: Edition, stands: Standing, needs: Iterable[Need], moment: datetime) -> list[Turn]:
    """The needs with their people, grouped by post, shift and hours, in the order of time."""
    held: dict[tuple[int, int, NeedOn], list[Need]] = {}
    for need in needs:
        key = NeedOn.of(need.id, edition.first_day)
        shift = stands.ground.shift_of[key.need]
        held.setdefault((need.post, shift, NeedOn(0, key.day, key.stretch)), []).append(need)
    seen = _seen(session, edition, {key.day for _, _, key in held})
    clock = Clock.of(edition)
    made = [_turn(edition, clock, stands, group, seen, moment) for group in held.values()]
    return sorted(made, key=lambda turn: (turn.starts, turn.ends, turn.post))


def around(stands: Standing, edition: Edition, moment: datetime) -> list[Need]:
    """The needs of which somebody in the field may want to know now."""
    clock = Clock.of(edition)
    over, ahead = clock.minute(moment - AFTER), clock.minute(moment + AHEAD)
    return [need for need in stands.problem.needs if need.span.ends > over and need.span.starts <= ahead]


def _seen(session: Session, edition: Edition, days: set[date]) -> dict[NeedOn, dict[int, Attendance]]:
    rows = select(Attendance).where(Attendance.edition_id == edition.id, Attendance.day.in_(days))
    held: dict[NeedOn, dict[int, Attendance]] = {}
    for row in session.scalars(rows.options(joinedload(Attendance.arrival_by), joinedload(Attendance.departure_by))):
        if row.need_id is not None:
            held.setdefault(NeedOn(row.need_id, row.day, row.stretch), {})[row.officer_id] = row
    return held


def _turn(
    edition: Edition,
    clock: Clock,
    stands: Standing,
    needs: list[Need],
    seen: dict[NeedOn, dict[int, Attendance]],
    moment: datetime,
) -> Turn:
    first = needs[0]
    key = NeedOn.of(first.id, edition.first_day)
    starts, ends = (clock.moment(minute) for minute in (first.span.starts, first.span.ends))
    people = [
        stand
        for need in needs
        for stand in _people(stands, need, NeedOn.of(need.id, edition.first_day), seen, starts, moment)
    ]
    shift = next(shift for shift in stands.ground.shifts if shift.id == stands.ground.shift_of[key.need])
    least, functions = sum(need.least for need in needs), frozenset(need.function for need in needs)
    handover = max(map(stands.handover_of, needs))
    return Turn(first.post, shift, key.day, starts, ends, handover, least, functions, tuple(people))


def _people(
    stands: Standing,
    need: Need,
    key: NeedOn,
    seen: dict[NeedOn, dict[int, Attendance]],
    starts: datetime,
    moment: datetime,
) -> Iterable[Stand]:
    problem, noted = stands.problem, seen.get(key, {})
    function, listed = problem.function(need.function).name, set(stands.plan.officers_on(need.id))
    others = {officer for officer, row in noted.items() if row.arrived is not None and stands.serves(officer)}
    for officer in sorted(listed | others):
        row = noted.get(officer)
        leads = problem.leads(problem.officer(officer), need)
        yield Stand(DutyOn(officer, key), function, leads, row, state_of(row, starts, moment), officer in listed)
