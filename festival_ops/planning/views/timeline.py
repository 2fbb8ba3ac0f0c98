"""The timeline: one or several festival days on a sheet, or every day on its own sheet of paper."""

from __future__ import annotations

from datetime import date
from typing import Any

from flask import abort, g, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from festival_ops.database import db, now
from festival_ops.planning import board, filters
from festival_ops.planning.actions import moves
from festival_ops.planning.board.scale import ZOOMS
from festival_ops.planning.desk import Desk
from festival_ops.planning.sight import SPANS, Sight
from festival_ops.planning.views.area import area
from festival_ops.programme.models import Performance
from festival_ops.web.access import Act, Secrecy, may_read
from festival_ops.web.scope import visible


def open_desk() -> Desk:
    own = None
    if g.access.own_only(Secrecy.PLAN):
        own = frozenset(row.id for row in db.session.scalars(visible(Performance, Secrecy.PLAN)))
    discreet = g.access.right(Secrecy.GUARDED) == 0
    return Desk(db.session(), g.edition, str(get_locale()), own, g.access.troupes, discreet)


@area.get("/timeline")
@may_read(Secrecy.PLAN)
def timeline() -> ResponseReturnValue:
    desk = open_desk()
    session, plan, sight = db.session(), desk.plan, asked_sight(desk)
    return render_template(
        # The board asks for its own part again after each change.
        "planning/board/desk.html" if request.headers.get("X-Part") == "desk" else "planning/timeline.html",
        desk=desk,
        sight=sight,
        sheet=drawn(desk, sight.index, sight.zoom, days=sight.days, axis=sight.axis),
        days=counts(desk),
        zooms=ZOOMS,
        spans=SPANS,
        axes=board.AXES if desk.own is None else {},
        passed_over=sight.filters.passed_over(desk),
        lengths=desk.lengths if g.access.may(Act.WRITE, Secrecy.PLAN) else {},
        troupes=filters.troupes(desk),
        genres=filters.genres(desk),
        undo=moves.undoable(session, plan, g.person),
        redo=moves.redoable(session, plan, g.person),
    )


@area.get("/timeline/print")
@may_read(Secrecy.PLAN)
def timeline_print() -> ResponseReturnValue:
    desk = open_desk()
    axis = asked_sight(desk).axis
    sheets = [drawn(desk, day, 30, axis=axis) for day, (_, count) in enumerate(counts(desk)) if count]
    return render_template("planning/timeline_print.html", desk=desk, sheets=sheets, printed=now())


def drawn(desk: Desk, day: int, zoom: int, *, axis: str = "stage", **more: Any) -> board.Board:
    labels, marks = desk.labels_for(axis), desk.marks(desk.findings)
    bare = desk.own is not None
    return board.draw(
        desk.problem, desk.slots, day, zoom=zoom, axis=axis, labels=labels, marks=marks, bare=bare, **more
    )


def asked_sight(desk: Desk) -> Sight:
    return Sight.asked(desk, asked_day(desk), request.args)


def asked_day(desk: Desk) -> int:
    """The day in the address; without one, the first day on which something stands."""
    wanted = request.args.get("day", "")
    if not wanted:
        return next((index for index, (_, count) in enumerate(counts(desk)) if count), 0)
    try:
        index = desk.clock.day_index(date.fromisoformat(wanted))
    except ValueError:
        abort(404)
    return index if 0 <= index < desk.clock.days else abort(404)


def asked_zoom() -> int:
    zoom = request.args.get("zoom", "30")
    return int(zoom) if zoom.isdecimal() and int(zoom) in ZOOMS else 30


def counts(desk: Desk) -> list[tuple[date, int]]:
    """Every festival day with the number of performances on it."""
    held = [desk.problem.day_of(slot.starts) for slot in desk.slots]
    return [(desk.clock.day(index), held.count(index)) for index in range(desk.clock.days)]
