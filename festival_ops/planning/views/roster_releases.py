"""Releases of the roster: what the next one would tell whom, the moment it leaves the house, and every one before."""

from __future__ import annotations

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import defer

from festival_ops.accounts.policy import Department, may_sign
from festival_ops.database import db
from festival_ops.planning.actions import roster_releases as actions
from festival_ops.planning.models import RosterRelease
from festival_ops.planning.roster.changes import Changed, Stint, in_order
from festival_ops.planning.roster.kept import Untold, standing
from festival_ops.planning.roster.released import last_release, next_release, numbered_release, read, stint_of
from festival_ops.planning.roster_forms import RosterReleaseForm
from festival_ops.planning.views.roster import area, stands_now
from festival_ops.planning.views.roster_proposals import listed
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write


@area.get("/release")
@may_read(Secrecy.GUARDED)
def release_new() -> ResponseReturnValue:
    return _prepared()


@area.post("/release")
@may_write(Secrecy.GUARDED)
def release_making() -> ResponseReturnValue:
    form = RosterReleaseForm()
    if not may_sign(g.access, Department.SECURITY):
        abort(403, _("Only the security lead signs and releases a roster."))
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit() or not (form.short.data or _whole()):
        return _prepared(form, 422)
    try:
        made = actions.release(db.session(), g.edition, form.version.data or "", form.note.data or "", g.person)
        location = url_for(".release_show", number=made.number)
        saving.keep_receipt(form, location)
        db.session.commit()
    except actions.OutdatedError:
        abort(409, _("The roster, or the release before it, has changed since you opened this page."))
    except actions.ObstacleError:
        abort(409, _("Somebody's duties break a rule that blocks, or nothing has changed since the last release."))
    except actions.DoubleDutyError:
        abort(409, _("The database refused: somebody has two duties at the same time."))
    flash(_("Roster %(number)s is released and signed.", number=made.number), "success")
    return redirect(location, 303)


@area.get("/releases")
@may_read(Secrecy.GUARDED)
def releases() -> ResponseReturnValue:
    rows = select(RosterRelease).where(RosterRelease.edition_id == g.edition.id).order_by(RosterRelease.number.desc())
    light = rows.options(defer(RosterRelease.changes), defer(RosterRelease.warnings))
    return render_template("roster/release/list.html", rows=db.session.scalars(light).all())


@area.get("/release/<int:number>")
@may_read(Secrecy.GUARDED)
def release_show(number: int) -> ResponseReturnValue:
    """Who was told what; with `people` in the address everybody's duties, otherwise what changed."""
    row = numbered_release(db.session(), g.edition, number) or abort(404)
    everybody = row.number == 1 or "people" in request.args
    lines = _people(row) if everybody else [read(change, g.edition) for change in row.changes]
    return render_template("roster/release/show.html", row=row, everybody=everybody, page=listed(lines))


@area.app_template_global()
def untold_duties() -> Untold | None:
    """What people do not know yet; before the first release no roster need be read."""
    return stands_now().untold if last_release(db.session(), g.edition) else None


def _people(row: RosterRelease) -> list[Changed]:
    """Everybody with all that was released to them."""
    names: dict[int, str] = {}
    held: dict[int, list[Stint]] = {}
    for duty in row.duties:
        names[duty.officer_id] = duty.facts["officer"]
        held.setdefault(duty.officer_id, []).append(stint_of(duty, g.edition))
    return list(in_order(Changed(id, names[id], (), tuple(stints)) for id, stints in held.items()))


def _whole() -> bool:
    shown = next_release(db.session(), g.edition, standing(db.session(), g.edition))
    return not (shown.missing or shown.unled)


def _prepared(form: RosterReleaseForm | None = None, status: int = 200) -> ResponseReturnValue:
    shown = next_release(db.session(), g.edition, standing(db.session(), g.edition))
    page = render_template(
        "roster/release/next.html",
        shown=shown,
        form=form or RosterReleaseForm(data={"version": shown.stamp}),
        signs=may_sign(g.access, Department.SECURITY),
        unread=status == 422,
        page=listed(shown.changes),
    )
    return page, status
