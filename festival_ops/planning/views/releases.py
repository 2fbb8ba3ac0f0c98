"""Releases: what the next one would say, the moment it leaves the house, and every one before."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale
from flask_babel import gettext as _
from sqlalchemy import select

from festival_ops.accounts.models import User
from festival_ops.database import db
from festival_ops.planning.actions import plans, releases
from festival_ops.planning.actions.releases import DoubleBookingError, ObstacleError, OutdatedPreviewError
from festival_ops.planning.forms import ReleaseForm
from festival_ops.planning.judgement import GUARDED_RULES
from festival_ops.planning.models import Release
from festival_ops.planning.queries import main_plan
from festival_ops.planning.telling import minute_clock
from festival_ops.planning.views.area import area
from festival_ops.web.access import Secrecy, may_read, may_write


@area.get("/release")
@may_write(Secrecy.PLAN)
def release() -> ResponseReturnValue:
    session = db.session()
    shown = releases.preview(session, g.edition, main_plan(session, g.edition), str(get_locale()))
    form = ReleaseForm(data={"version": shown.stamp})
    return render_template("planning/release/preview.html", shown=shown, form=form)


@area.post("/release")
@may_write(Secrecy.PLAN)
def release_making() -> ResponseReturnValue:
    form = ReleaseForm()
    if not form.validate_on_submit():
        abort(400)
    session = db.session()
    plan = plans.open_plan(session, g.edition)
    try:
        made = releases.release(session, g.edition, plan, form.version.data, form.note.data or "", g.person)
        session.commit()
    except OutdatedPreviewError:
        abort(409, _("The plan, or the release before it, has changed since you read the preview."))
    except ObstacleError:
        abort(409, _("Something stands in the way of this release, or nothing has changed since the last one."))
    except DoubleBookingError as refused:
        abort(409, _double_booking(refused))
    flash(_("Release %(number)s is published. Calendars pick it up by themselves.", number=made.number), "success")
    return redirect(url_for(".release_show", number=made.number), 303)


@area.get("/releases")
@may_read(Secrecy.PLAN)
def releases_list() -> ResponseReturnValue:
    rows = select(Release).where(Release.edition_id == g.edition.id).order_by(Release.number.desc())
    return render_template("planning/release/list.html", rows=db.session.scalars(rows).all(), people=_publishers())


@area.get("/release/<int:number>")
@may_read(Secrecy.PLAN)
def release_show(number: int) -> ResponseReturnValue:
    wanted = select(Release).where(Release.edition_id == g.edition.id, Release.number == number)
    row = db.session.scalar(wanted) or abort(404)
    discreet = g.access.right(Secrecy.GUARDED) == 0
    signed = [each for each in row.waivers if not (discreet and each["rule"] in GUARDED_RULES)]
    return render_template("planning/release/show.html", row=row, signed=signed, people=_publishers())


def _double_booking(refused: DoubleBookingError) -> str:
    if refused.clash is None:
        return _("The database refused: two performances want the same stage, troupe or person at the same time.")
    first, second = refused.clash
    return _(
        "The database refused: “%(first)s” and “%(second)s” both take %(holder)s, from %(starts)s to %(ends)s.",
        first=refused.problem.act(first.act).title,
        second=refused.problem.act(second.act).title,
        holder=first.holder,
        starts=minute_clock(max(first.span.starts, second.span.starts)),
        ends=minute_clock(min(first.span.ends, second.span.ends)),
    )


def _publishers() -> dict[int, str]:
    """Whoever published or signed anything of this edition's releases, by id."""
    rows = db.session.scalars(select(Release).where(Release.edition_id == g.edition.id)).all()
    ids = {row.user_id for row in rows} | {signed["user_id"] for row in rows for signed in row.waivers}
    return {user.id: user.name or user.email for user in db.session.scalars(select(User).where(User.id.in_(ids)))}
