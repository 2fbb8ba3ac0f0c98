"""Rehearsals in each other's way: on one stage, or of one troupe, at the same time."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime

from flask import g
from flask_babel import gettext as _

from festival_ops.database import db
from festival_ops.programme.models import Rehearsal, Stage, Troupe
from festival_ops.web.access import Secrecy
from festival_ops.web.scope import visible
from festival_ops.web.telling import called


def in_the_way(starts: datetime, ends: datetime, apart_from: Rehearsal | None) -> list[Rehearsal]:
    """Those of the edition that the person may know of and that take place then."""
    rows = visible(Rehearsal, Secrecy.PLAN).where(Rehearsal.starts < ends, Rehearsal.active)
    found = db.session.scalars(rows.order_by(Rehearsal.starts, Rehearsal.id)).all()
    return [each for each in found if each is not apart_from and each.ends > starts and each.takes_place]


def clashes(stage: Stage, troupes: Collection[Troupe], others: Iterable[Rehearsal]) -> Iterator[tuple[str, str]]:
    """What they take from each other, `stage` or `starts`, and the sentence that says so."""
    for other in others:
        facts = {"rehearsal": called(other), **_hours(other)}
        if other.stage_id == stage.id:
            told = _("“%(rehearsal)s” is on %(stage)s from %(starts)s to %(ends)s.", stage=called(stage), **facts)
            yield "stage", told
        for troupe in other.troupes:
            if troupe in troupes:
                told = _(
                    "%(troupe)s is at “%(rehearsal)s” from %(starts)s to %(ends)s.", troupe=called(troupe), **facts
                )
                yield "starts", told


def clashes_of(row: Rehearsal) -> list[str]:
    """Of one that is written down; none where it does not take place."""
    if not row.takes_place:
        return []
    return [told for _key, told in clashes(row.stage, row.troupes, in_the_way(row.starts, row.ends, row))]


def _hours(row: Rehearsal) -> dict[str, str]:
    return {
        name: f"{g.edition.local(moment):%H:%M %d/%m}" for name, moment in (("starts", row.starts), ("ends", row.ends))
    }
