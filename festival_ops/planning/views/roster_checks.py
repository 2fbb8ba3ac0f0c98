"""Looking the roster over: what it breaks, which duties nobody sees any more, how each hour is covered,
and where posts stand."""

from __future__ import annotations

from datetime import date

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext
from sqlalchemy.orm import joinedload

from festival_ops.database import db
from festival_ops.planning.actions import roster as actions
from festival_ops.planning.roster import conflicts, ground_map, matrix
from festival_ops.planning.roster import coverage as covering
from festival_ops.planning.views.roster import area, asked_day, stands_now
from festival_ops.security.models import Post
from festival_ops.web.access import Secrecy, may_read, may_write
from festival_ops.web.scope import visible


@area.get("/conflicts")
@may_read(Secrecy.GUARDED)
def conflicts_show() -> ResponseReturnValue:
    stands, day, sector = stands_now(), _day(), request.args.get("sector", type=int)
    return render_template(
        "roster/conflicts.html",
        stands=stands,
        groups=conflicts.groups(g.edition, stands, day, sector),
        stale=conflicts.stale(db.session(), g.edition, stands),
        day=day,
        sector=sector,
    )


@area.post("/stale/removal")
@may_write(Secrecy.GUARDED)
def stale_removal() -> ResponseReturnValue:
    """Ends what is named, as far as it is out of sight still; a second click finds nothing more."""
    named = set(request.form.getlist("duty", type=int))
    rows = [row for row in conflicts.stale(db.session(), g.edition, stands_now()) if row.id in named]
    actions.clear(db.session(), g.edition, rows, g.person)
    db.session.commit()
    flash(ngettext("%(num)s old duty is removed.", "%(num)s old duties are removed.", len(rows)), "success")
    return redirect(url_for(".conflicts_show"), 303)


@area.get("/coverage")
@may_read(Secrecy.GUARDED)
def coverage() -> ResponseReturnValue:
    stands, day = stands_now(), asked_day()
    return render_template("roster/coverage.html", stands=stands, strip=covering.coverage(g.edition, stands, day))


@area.get("/map")
@may_read(Secrecy.GUARDED)
def ground() -> ResponseReturnValue:
    stands, day = stands_now(), asked_day()
    sheet, places = matrix.draw(stands, day), _places()
    shift, sector = (request.args.get(name, type=int) for name in ("shift", "sector"))
    shift = shift if shift in {each.id for each in sheet.shifts} else None
    sector = sector if sector in {each.sector.id for each in sheet.sections} else None
    picture = ground_map.ground_map(sheet, places, shift=shift, sector=sector)
    return render_template(
        "roster/map.html", stands=stands, sheet=sheet, picture=picture, shift=shift, sector=sector, sizes=ground_map
    )


def _places() -> dict[int, tuple[float, float]]:
    """Where posts stand that have a place, or whose venue has one."""
    posts = db.session.scalars(visible(Post, Secrecy.GUARDED).options(joinedload(Post.venue)))
    return {post.id: post.place for post in posts if post.place is not None}


def _day() -> date | None:
    named = {day.isoformat(): day for day in g.edition.days}
    return named.get(request.args.get("day", ""))
