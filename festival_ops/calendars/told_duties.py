"""What calendars were told of the roster, brought into step with the roster as it stands.

A feed is only ever known by what was fetched of it, so the rows are compared when somebody fetches: whatever differs
gets a higher sequence, whatever has gone stays as a row that is told as cancelled.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session

from festival_ops.calendars.models import ToldDuty
from festival_ops.calendars.timetable import Kind, Outlook
from festival_ops.database import reading
from festival_ops.planning.roster.outgoing import Manning, manning_of, posts_of
from festival_ops.programme.models import Edition
from festival_ops.security.models import Officer, Post

_TOLD = ("post_id", "sector_id", "shift_id", "need_id", "day", "stretch", "starts", "ends", "facts")


def told_duties(session: Session, edition: Edition, outlook: Outlook, at: datetime) -> Sequence[ToldDuty]:
    """The rows of the outlook, in step. Only where they are not, the transaction ends and another one writes."""
    rows, fresh = _told(session, edition, outlook), _fresh(session, edition, outlook)
    if _in_step(rows, fresh):
        return rows
    session.rollback()
    with reading(False):
        _hold(session, edition, outlook)
        rows, fresh = _told(session, edition, outlook), _fresh(session, edition, outlook)
        _bring_into_step(session, rows, fresh, at)
        session.commit()
    return _told(session, edition, outlook)


def _told(session: Session, edition: Edition, outlook: Outlook) -> Sequence[ToldDuty]:
    rows = select(ToldDuty).where(ToldDuty.edition_id == edition.id, *_scope(outlook))
    return session.scalars(rows.order_by(ToldDuty.starts, ToldDuty.id)).all()


def _scope(outlook: Outlook) -> tuple[ColumnElement[bool], ...]:
    match outlook.kind:
        case Kind.OFFICER:
            return (ToldDuty.officer_id == outlook.subject_id,)
        case Kind.POST:
            return ToldDuty.officer_id.is_(None), ToldDuty.post_id == outlook.subject_id
        case _:
            return ToldDuty.officer_id.is_(None), ToldDuty.sector_id == outlook.subject_id


def _hold(session: Session, edition: Edition, outlook: Outlook) -> None:
    """One at a time: two who fetch the same would both tell the same duty for the first time."""
    held = select(Officer.id).where(Officer.id == outlook.subject_id)
    if outlook.kind is not Kind.OFFICER:
        held = select(Post.id).where(Post.id.in_(_posts(session, edition, outlook))).order_by(Post.id)
    session.scalars(held.with_for_update(key_share=True)).all()


def _posts(session: Session, edition: Edition, outlook: Outlook) -> Collection[int]:
    match outlook.kind:
        case Kind.OFFICER:
            return posts_of(session, outlook.subject_id or 0)
        case Kind.POST:
            wanted = Post.id == outlook.subject_id
        case _:
            wanted = Post.sector_id == outlook.subject_id
    return session.scalars(select(Post.id).where(Post.edition_id == edition.id, wanted)).all()


def _fresh(session: Session, edition: Edition, outlook: Outlook) -> dict[tuple[Any, ...], ToldDuty]:
    """What would be told of the roster as it stands, as rows that no session knows."""
    manning = manning_of(session, edition, _posts(session, edition, outlook))
    if outlook.kind is Kind.OFFICER:
        rows = [
            _duty(edition, each, outlook.subject_id or 0) for each in manning if outlook.subject_id in each.officers
        ]
    else:
        rows = list(_watches(edition, manning))
    return {row.key: row for row in rows}


def _duty(edition: Edition, each: Manning, officer: int) -> ToldDuty:
    function = each.need.qualification
    row = _row(edition, each, {"function": function.name, "function_en": function.name_en})
    row.officer_id, row.need_id = officer, each.key.need
    return row


def _watches(edition: Edition, manning: Iterable[Manning]) -> Iterable[ToldDuty]:
    """A post in a shift with all functions that are needed there."""
    held: dict[tuple[Any, ...], list[Manning]] = {}
    for each in manning:
        place = each.need.post.id, each.need.shift.id, each.key.day, each.key.stretch
        held.setdefault(place, []).append(each)
    for together in held.values():
        functions = [
            {
                "name": each.need.qualification.name,
                "name_en": each.need.qualification.name_en,
                "least": each.need.least,
                "officers": list(each.officers),
            }
            for each in together
        ]
        yield _row(edition, together[0], {"functions": functions})


def _row(edition: Edition, each: Manning, facts: dict[str, Any]) -> ToldDuty:
    post, shift = each.need.post, each.need.shift
    latitude, longitude = post.place or (None, None)
    told: dict[str, Any] = {"code": post.code, "tasks": post.tasks, "phone": post.sector.phone, "address": ""}
    told |= {"latitude": latitude, "longitude": longitude}
    for name, row in (("post", post), ("sector", post.sector), ("shift", shift), ("venue", post.venue)):
        told |= {name: row.name if row else "", f"{name}_en": row.name_en if row else ""}
    if post.venue:
        told["address"] = post.venue.address
    return ToldDuty(
        edition_id=edition.id,
        post_id=post.id,
        sector_id=post.sector_id,
        shift_id=shift.id,
        day=each.key.day,
        stretch=each.key.stretch,
        starts=each.need.starts,
        ends=each.need.ends,
        facts=told | facts,
    )


def _in_step(rows: Sequence[ToldDuty], fresh: dict[tuple[Any, ...], ToldDuty]) -> bool:
    standing = {row.key: row for row in rows if row.gone is None}
    return standing.keys() == fresh.keys() and all(_same(row, fresh[key]) for key, row in standing.items())


def _same(row: ToldDuty, other: ToldDuty) -> bool:
    return (row.starts, row.ends, row.facts) == (other.starts, other.ends, other.facts)


def _bring_into_step(
    session: Session, rows: Sequence[ToldDuty], fresh: dict[tuple[Any, ...], ToldDuty], at: datetime
) -> None:
    known = {row.key: row for row in rows}
    ended = [row for row in rows if row.gone is None and row.key not in fresh]
    moved = _moved(ended, [other for key, other in fresh.items() if key not in known])
    for key, other in fresh.items():
        row = known.get(key) or moved.get(key)
        if row is None:
            other.sequence, other.changed = 0, at
            session.add(other)
        elif row.gone is not None or not _same(row, other):
            _tell(row, other, at)
    for row in ended:
        if row.key not in fresh:
            row.gone = row.changed = at
            row.sequence += 1
    session.flush()


def _moved(ended: list[ToldDuty], new: list[ToldDuty]) -> dict[tuple[Any, ...], ToldDuty]:
    """What ended and what is new, where they are one and the same: an officer who was put to another post in his shift,
    or a duty that went to another day with the festival."""
    left, found = list(ended), dict[tuple[Any, ...], ToldDuty]()
    for alike in (_in_the_shift, _at_the_place):
        for other in new:
            row = next((row for row in left if alike(row) == alike(other)), None)
            if row is not None and other.key not in found:
                left.remove(row)
                found[other.key] = row
    return found


def _in_the_shift(row: ToldDuty) -> tuple[Any, ...]:
    whose = (row.post_id, row.sector_id) if row.officer_id is None else row.officer_id
    return whose, row.day, row.shift_id


def _at_the_place(row: ToldDuty) -> tuple[Any, ...]:
    return row.post_id, row.sector_id, row.shift_id, row.need_id, row.stretch


def _tell(row: ToldDuty, other: ToldDuty, at: datetime) -> None:
    if row.gone is not None or _news(row) != _news(other):
        row.sequence += 1
    for name in _TOLD:
        setattr(row, name, getattr(other, name))
    row.gone, row.changed = None, at


def _news(row: ToldDuty) -> tuple[Any, ...]:
    """What makes somebody go to another place or at another time, or a post have other people."""
    return row.starts, row.ends, row.post_id, row.facts.get("function"), row.facts.get("functions")
