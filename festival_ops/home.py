"""Where a person arrives: the editions that are theirs, and each edition's overview."""

from __future__ import annotations

from flask import Blueprint, g, render_template
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from festival_ops.accounts.queries import editions_of
from festival_ops.database import db
from festival_ops.programme.models import Edition, Performance, Stage, Troupe, Venue
from festival_ops.web.access import Secrecy, may_read, signed_in
from festival_ops.web.scope import visible

area = Blueprint("home", __name__)


@area.get("/")
@signed_in
def start() -> ResponseReturnValue:
    return render_template("home/start.html", editions=own_editions())


@area.get("/festival/<edition>/")
@may_read(Secrecy.PLAN)
def overview() -> ResponseReturnValue:
    counted = {m.__tablename__: _count(m) for m in (Venue, Stage, Troupe, Performance)}
    return render_template("home/overview.html", counted=counted)


@area.app_context_processor
def _editions() -> dict[str, object]:
    return {"own_editions": own_editions}


def own_editions() -> list[Edition]:
    ids = editions_of(g.person)
    rows = select(Edition) if ids is None else select(Edition).where(Edition.id.in_(ids))
    return list(db.session.scalars(rows.order_by(Edition.first_day.desc(), Edition.id)))


def _count(model: type) -> int:
    return db.session.scalar(select(func.count()).select_from(visible(model, Secrecy.PLAN).subquery())) or 0
