"""Where a person arrives: the editions that are theirs."""

from __future__ import annotations

from flask import Blueprint, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from festival_ops.accounts.models import Role
from festival_ops.accounts.queries import editions_of, nobody_yet
from festival_ops.database import db
from festival_ops.navigation import open_rooms
from festival_ops.programme.models import Edition
from festival_ops.web.access import Secrecy, may_read, signed_in

area = Blueprint("home", __name__)


@area.get("/")
@signed_in
def start() -> ResponseReturnValue:
    editions = own_editions()
    if g.access.admin and not editions:
        return redirect(url_for("start.first"))
    if len(editions) == 1 and _has_a_desk_only():
        return redirect(url_for(".edition", edition=editions[0].slug))
    return render_template("home/start.html", editions=editions)


@area.get("/festival/<edition>/")
@may_read(Secrecy.RELEASED)
def edition() -> ResponseReturnValue:
    """The first door that opens to the person."""
    return redirect(url_for(next(door.endpoint for _room, doors in open_rooms() for door in doors)))


@area.app_context_processor
def _editions() -> dict[str, object]:
    return {"own_editions": own_editions, "nobody_yet": lambda: nobody_yet(db.session())}


def _has_a_desk_only() -> bool:
    """Whoever goes along with delegations opens the office on a phone, for this page alone."""
    return all(held.role == Role.LIAISON_OFFICER for held in g.person.memberships)


def own_editions() -> list[Edition]:
    ids = editions_of(g.person)
    rows = select(Edition) if ids is None else select(Edition).where(Edition.id.in_(ids))
    return list(db.session.scalars(rows.order_by(Edition.first_day.desc(), Edition.id)))
