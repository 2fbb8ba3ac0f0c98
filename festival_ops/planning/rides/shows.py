"""Shows and rehearsals as those see them who bring people there: when they are wanted where, and when they are free."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.models import Placement, Plan
from festival_ops.planning.queries import own_lengths
from festival_ops.planning.roads.hours import Moved, Stand
from festival_ops.programme.models import Cancellation, Edition, ParadeStop, Performance, Rehearsal, Stage, Work

# Whether it is a rehearsal, and its number among its kind.
Occasion = tuple[bool, int]


@dataclass(frozen=True)
class Show:
    """A performance, or a rehearsal. Troupes are wanted at the `call`, at the first venue, and `free` after the
    get-out, at the last: a parade ends elsewhere than it begins."""

    act: int
    call: datetime
    starts: datetime
    free: datetime
    first_venue: int
    last_venue: int
    rehearsal: bool = False

    @property
    def occasion(self) -> Occasion:
        return self.rehearsal, self.act


def occasion(row: Performance | Rehearsal) -> Occasion:
    return isinstance(row, Rehearsal), row.id


def occasions_of(
    session: Session,
    edition: Edition,
    plan: Plan | None,
    wanted: Collection[Occasion] | None = None,
    moved: Moved | None = None,
) -> dict[Occasion, Show]:
    """Shows and rehearsals together, all or those that are wanted."""
    acts, rehearsals = (
        None if wanted is None else {id for kind, id in wanted if kind is rehearsal} for rehearsal in (False, True)
    )
    shows = {} if acts == set() else shows_of(session, edition, plan, acts, moved)
    held = [] if rehearsals == set() else rehearsals_of(session, edition, rehearsals)
    return {show.occasion: show for show in (*shows.values(), *map(_held, held))}


def rehearsals_of(session: Session, edition: Edition, ids: Collection[int] | None = None) -> list[Rehearsal]:
    """Those that take place, with their troupes."""
    rows = select(Rehearsal).where(Rehearsal.edition_id == edition.id, Rehearsal.active)
    rows = (rows if ids is None else rows.where(Rehearsal.id.in_(ids))).order_by(Rehearsal.starts, Rehearsal.id)
    show, shows = joinedload(Rehearsal.performance), selectinload(Rehearsal.work).selectinload(Work.performances)
    options = [
        part
        for one in (show, shows)
        for part in (one.selectinload(Performance.troupes), one.joinedload(Performance.cancellation))
    ]
    return [row for row in session.scalars(rows.options(joinedload(Rehearsal.stage), *options)) if row.takes_place]


def _held(row: Rehearsal) -> Show:
    venue = row.stage.venue_id
    return Show(row.id, row.starts, row.starts, row.ends, venue, venue, rehearsal=True)


def shows_of(
    session: Session,
    edition: Edition,
    plan: Plan | None,
    acts: Collection[int] | None = None,
    moved: Moved | None = None,
) -> dict[int, Show]:
    """What takes place, as the plan has it, or would if these shows were `moved`; where it has no place yet, as
    announced."""
    act, lengths = Performance, own_lengths(session, plan)
    placed = (Placement.performance_id == act.id) & (Placement.plan_id == (plan.id if plan else 0))
    columns = (act.id, act.minutes, act.get_in, act.get_out, act.announced_starts, act.announced_stage_id)
    rows = select(*columns, Placement.starts, Placement.stage_id).outerjoin(Placement, placed)
    rows = rows.outerjoin(Cancellation, Cancellation.performance_id == act.id)
    rows = rows.where(act.edition_id == edition.id, Cancellation.id.is_(None))
    ways, venues = _ways(session, edition), _venues(session, edition)
    found = {}
    for row in session.execute(rows if acts is None else rows.where(act.id.in_(acts))):
        placed_at = Stand(row.stage_id, row.starts) if row.starts else None
        placed_at = moved[row.id] if moved and row.id in moved else placed_at
        stage, starts, lasts = placed_at or (row.announced_stage_id, row.announced_starts, None)
        if starts is None or stage is None:
            continue
        first, last = ways.get(row.id, (stage, stage))
        minutes = lengths.get(row.id, row.minutes) if lasts is None else lasts
        ends = starts + timedelta(minutes=minutes + row.get_out)
        call = starts - timedelta(minutes=row.get_in)
        found[row.id] = Show(row.id, call, starts, ends, venues[first], venues[last])
    return found


def _ways(session: Session, edition: Edition) -> dict[int, tuple[int, int]]:
    """The first and the last stage of parades."""
    rows = select(ParadeStop.performance_id, ParadeStop.stage_id).join(Performance)
    held: dict[int, list[int]] = {}
    for act, stage in session.execute(rows.where(Performance.edition_id == edition.id).order_by(ParadeStop.position)):
        held.setdefault(act, []).append(stage)
    return {act: (stages[0], stages[-1]) for act, stages in held.items()}


def _venues(session: Session, edition: Edition) -> dict[int, int]:
    rows = select(Stage.id, Stage.venue_id).where(Stage.edition_id == edition.id)
    return {row.id: row.venue_id for row in session.execute(rows)}
