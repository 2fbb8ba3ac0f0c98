"""What the address of a page of rides asks for: a festival day, or a troupe."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from flask import g, request
from sqlalchemy import select

from festival_ops.database import db, now
from festival_ops.planning.clock import Clock
from festival_ops.planning.models import RideRun
from festival_ops.planning.rides import sheet
from festival_ops.planning.rides.kept import Standing
from festival_ops.planning.rides.sheet import Waiting
from festival_ops.programme.models import Troupe
from festival_ops.traffic.models import Transfer
from festival_ops.web.access import Secrecy
from festival_ops.web.row_fields import OneRowField
from festival_ops.web.scope import find_visible, visible


def day_at(index: int) -> date:
    return Clock.of(g.edition).day(index)


def index(day: date) -> int:
    return Clock.of(g.edition).day_index(day)


def days(stands: Standing) -> list[tuple[date, int, int]]:
    """The festival's days, and others on which somebody is to be fetched: groups arrive before it. With how many rides
    there are, and how many transfers have none."""
    problem = stands.problem
    rides = [problem.day_of(ride.starts) for ride in problem.current]
    asked = [problem.day_of(one.pickup.starts) for one in problem.transfers]
    missing = [problem.day_of(one.pickup.starts) for one in stands.unserved]
    known = {index(day) for day in g.edition.days} | set(rides) | set(asked)
    return [(day_at(number), rides.count(number), missing.count(number)) for number in sorted(known)]


def asked_day(stands: Standing) -> date:
    """The day in the address; else today while there are rides, else the first on which somebody has none."""
    known = days(stands)
    named = {day.isoformat(): day for day, _rides, _missing in known}
    today = g.edition.festival_day(now())
    short = next((day for day, _rides, missing in known if missing), g.edition.first_day)
    return named.get(request.values.get("day", ""), today if today in named.values() else short)


def asked_troupe() -> Troupe | None:
    id = request.args.get("troupe", type=int)
    return find_visible(Troupe, id, Secrecy.PLAN) if id is not None else None


def transfers_of(troupe: Troupe) -> list[int]:
    return list(db.session.scalars(select(Transfer.id).where(Transfer.troupe_id == troupe.id)))


def troupes(stands: Standing) -> list[Troupe]:
    """All that somebody is to fetch."""
    known = select(Transfer.troupe_id).where(Transfer.edition_id == g.edition.id)
    rows = select(Troupe).where(Troupe.edition_id == g.edition.id, Troupe.id.in_(known))
    return list(db.session.scalars(rows.order_by(Troupe.sort_key, Troupe.id)))


def waiting(stands: Standing, day: date, troupe: Troupe | None) -> list[Waiting]:
    """Whom nobody fetches on the day, or of the troupe on any."""
    last = select(RideRun).where(RideRun.edition_id == g.edition.id, RideRun.decision == "accepted")
    run = db.session.scalars(last.order_by(RideRun.decided_at.desc()).limit(1)).first()
    if troupe is None:
        return sheet.waiting(stands, index(day), run)
    mine = set(transfers_of(troupe))
    return [one for one in sheet.waiting(stands, None, run) if one.transfer.id in mine]


def movable(stands: Standing, day: date) -> set[int]:
    """Transfers of the day that can be late by themselves: those that follow a show are late when it is."""
    own = select(Transfer.id).where(Transfer.edition_id == g.edition.id)
    ids = set(db.session.scalars(own.where(Transfer.pickup_starts.is_not(None) | (Transfer.leg != ""))))
    problem = stands.problem
    return {one.id for one in problem.transfers if one.id in ids and problem.day_of(one.pickup.starts) == index(day)}


def offer(field: OneRowField, transfers: Iterable[int]) -> None:
    """Only these transfers are offered."""
    wanted = visible(Transfer, Secrecy.ROADS).where(Transfer.id.in_(list(transfers)))
    field.rows = lambda: wanted
