"""Agreed rehearsals as a release of the programme tells them: what stands, what was told, and how the two differ."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby
from typing import Any, Literal

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from festival_ops.planning.models import Release, ReleasedRehearsal
from festival_ops.planning.standing import place_of
from festival_ops.programme.models import Edition, Performance, Rehearsal, Stage, Work

Kind = Literal["added", "moved", "retimed", "cancelled", "reworded"]

# Where a place lies is repeated by calendars, but is no news when it alone changes.
_SILENT = frozenset({"latitude", "longitude"})


@dataclass(frozen=True)
class Agreed:
    """One rehearsal with the words of the day; the columns of `ReleasedRehearsal`."""

    rehearsal_id: int
    stage_id: int
    starts: datetime
    ends: datetime
    troupe_ids: tuple[int, ...]
    facts: Mapping[str, Any]

    @property
    def news(self) -> dict[str, Any]:
        return {key: value for key, value in self.facts.items() if key not in _SILENT}

    def told(self) -> dict[str, Any]:
        """What a list of changes needs to name it."""
        spoken = {key: self.facts.get(key) or "" for key in ("title", "title_en", "stage", "stage_en")}
        starts, ends = (moment.astimezone(UTC).isoformat() for moment in (self.starts, self.ends))
        return {**spoken, "starts": starts, "ends": ends, "troupes": list(self.troupe_ids)}


@dataclass(frozen=True)
class RehearsalChange:
    """`after` of one that no longer takes place is how it stood before."""

    kind: Kind
    before: Agreed | None
    after: Agreed

    @property
    def rehearsal_id(self) -> int:
        return self.after.rehearsal_id

    @property
    def sides(self) -> tuple[Agreed, ...]:
        """How it stands, then how it stood."""
        return (self.after, self.before) if self.before and self.before is not self.after else (self.after,)


def standing(session: Session, edition: Edition) -> list[Agreed]:
    """As they would be released now, in the order of time."""
    shows = selectinload(Rehearsal.work).selectinload(Work.performances)
    rows = select(Rehearsal).where(Rehearsal.edition_id == edition.id, Rehearsal.active).options(
        joinedload(Rehearsal.stage).joinedload(Stage.venue),
        *(way.selectinload(Performance.troupes) for way in (joinedload(Rehearsal.performance), shows)),
        *(way.joinedload(Performance.cancellation) for way in (joinedload(Rehearsal.performance), shows)),
    )  # fmt: skip
    ordered = rows.order_by(Rehearsal.starts, Rehearsal.id)
    return [_agreed(row) for row in session.scalars(ordered).unique() if row.takes_place]


def released(session: Session, release: Release | None) -> list[Agreed]:
    if release is None:
        return []
    own = select(ReleasedRehearsal).where(ReleasedRehearsal.release_id == release.id)
    return [_read(row) for row in session.scalars(own.order_by(ReleasedRehearsal.starts, ReleasedRehearsal.id))]


def told_up_to(session: Session, release: Release) -> Iterator[tuple[datetime, list[Agreed]]]:
    """What each release up to this one told, the first release first."""
    until = (Release.edition_id == release.edition_id, Release.number <= release.number)
    rows = select(Release, ReleasedRehearsal).outerjoin(ReleasedRehearsal, ReleasedRehearsal.release_id == Release.id)
    found = session.execute(rows.where(*until).order_by(Release.number, ReleasedRehearsal.id))
    for each, held in groupby(found, key=lambda pair: pair[0]):
        yield each.at, [_read(row) for _release, row in held if row is not None]


def changes_in(session: Session, release: Release) -> list[RehearsalChange]:
    """How a release differs from the one before."""
    own = (Release.edition_id == release.edition_id, Release.number == release.number - 1)
    before = session.scalar(select(Release).where(*own))
    return differences(released(session, before), released(session, release))


def told_of(session: Session, row: Rehearsal, release: Release | None) -> bool | None:
    """Whether the release tells of it as it stands; None where it tells nothing and has nothing to tell."""
    told = {each.rehearsal_id: each for each in released(session, release)}.get(row.id)
    stands = _agreed(row) if row.takes_place else None
    return None if told is None and stands is None else _change(told, stands) is None


def differences(before: Iterable[Agreed], after: Iterable[Agreed]) -> list[RehearsalChange]:
    """In the order of time of what is told now."""
    had, has = ({each.rehearsal_id: each for each in side} for side in (before, after))
    found = [_change(had.get(id), has.get(id)) for id in had.keys() | has.keys()]
    changes = [change for change in found if change is not None]
    return sorted(changes, key=lambda change: (change.after.starts, change.rehearsal_id))


def write(session: Session, release: Release, kept: Iterable[Agreed]) -> None:
    session.add_all(
        ReleasedRehearsal(
            release_id=release.id,
            rehearsal_id=each.rehearsal_id,
            stage_id=each.stage_id,
            starts=each.starts,
            ends=each.ends,
            troupe_ids=list(each.troupe_ids),
            facts=dict(each.facts),
        )
        for each in kept
    )


def _change(before: Agreed | None, after: Agreed | None) -> RehearsalChange | None:
    if after is None:
        return RehearsalChange("cancelled", before, before) if before else None
    if before is None:
        return RehearsalChange("added", None, after)
    kind: Kind | None = None
    if before.stage_id != after.stage_id:
        kind = "moved"
    elif (before.starts, before.ends) != (after.starts, after.ends):
        kind = "retimed"
    elif before.news != after.news:
        kind = "reworded"
    return RehearsalChange(kind, before, after) if kind else None


def _agreed(row: Rehearsal) -> Agreed:
    of = row.performance or row.work
    facts: dict[str, Any] = {
        "title": row.name,
        "title_en": row.name_en,
        "kind": row.kind,
        "of": of.name if of else "",
        "of_en": of.name_en if of else "",
        "troupes": [{"id": each.id, "name": each.name, "name_en": each.name_en} for each in row.troupes],
        **place_of(row.stage),
    }
    troupes = tuple(troupe.id for troupe in row.troupes)
    return Agreed(row.id, row.stage_id, row.starts, row.ends, troupes, facts)


def _read(row: ReleasedRehearsal) -> Agreed:
    return Agreed(row.rehearsal_id, row.stage_id, row.starts, row.ends, tuple(row.troupe_ids), row.facts)
