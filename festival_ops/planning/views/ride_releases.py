"""Releases of the rides: what the next one would tell whom, the moment it leaves the house, and every one before."""

from __future__ import annotations

from collections.abc import Sequence

from flask import abort, flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.accounts.policy import Department, may_sign
from festival_ops.database import db
from festival_ops.planning.actions import ride_releases as actions
from festival_ops.planning.forms import TellingForm
from festival_ops.planning.ride_release_form import RideReleaseForm
from festival_ops.planning.rides.kept import Standing, standing
from festival_ops.planning.rides.outgoing import numbered_rides, releases_of
from festival_ops.planning.rides.released import GROUP, TROUPE, VEHICLE, Changed, next_rides
from festival_ops.planning.rides.whom_to_tell import concerned, everybody, lines_of
from festival_ops.planning.views.rides import area
from festival_ops.web import saving
from festival_ops.web.access import Secrecy, may_read, may_write


@area.get("/releases")
@may_read(Secrecy.ROADS)
def releases() -> ResponseReturnValue:
    """What people do not know yet, and all that they were told before."""
    return _prepared()


@area.post("/releases")
@may_write(Secrecy.ROADS)
def release_making() -> ResponseReturnValue:
    form = RideReleaseForm()
    if not may_sign(g.access, Department.TRAFFIC):
        abort(403, _("Only the traffic lead signs and releases rides."))
    if known := saving.receipt_of(form):
        return redirect(known, 303)
    if not form.validate_on_submit() or not (form.short.data or _whole()):
        return _prepared(form, 422)
    told = {"note": form.note.data or "", "phone": form.phone.data or ""}
    try:
        made = actions.release(db.session(), g.edition, form.version.data or "", **told, by=g.person)
        location = url_for(".release_show", number=made.number)
        saving.keep_receipt(form, location)
        db.session.commit()
    except actions.OutdatedError:
        abort(409, _("The rides, or the release before them, have changed since you opened this page."))
    except actions.ObstacleError:
        abort(409, _("A ride breaks a rule that blocks, or nothing has changed since the last release."))
    except actions.TwoPlacesError:
        abort(409, _("The database refused: a vehicle or a driver would be in two places at the same time."))
    flash(_("Release %(number)s of the rides is signed and out.", number=made.number), "success")
    return redirect(location, 303)


@area.get("/release/<int:number>")
@may_read(Secrecy.ROADS)
def release_show(number: int) -> ResponseReturnValue:
    """Who was told what; with `all` in the address everybody's rides, otherwise what changed."""
    row = numbered_rides(db.session(), g.edition, number) or abort(404)
    whole = row.number == 1 or "all" in request.args
    changes = (everybody if whole else concerned)(db.session(), g.edition, row)
    return render_template(
        "rides/release/show.html",
        row=row,
        everybody=whole,
        groups=_grouped(changes),
        tellings=lines_of(db.session(), g.edition, row),
        ways=TellingForm(formdata=None).how,
    )


@area.app_template_global()
def untold_rides(stands: Standing) -> tuple[int, int] | None:
    """How many rides people have not been told of, and of how many they were told that no longer stand so; nothing
    before the first release and as long as they know everything."""
    now, known = set(stands.problem.current), set(stands.problem.released)
    new, ended = len(now - known), len(known - now)
    return (new, ended) if known and (new or ended) else None


def _whole() -> bool:
    return not standing(db.session(), g.edition).unserved


def _prepared(form: RideReleaseForm | None = None, status: int = 200) -> ResponseReturnValue:
    shown = next_rides(db.session(), g.edition, standing(db.session(), g.edition))
    filled = {"version": shown.stamp, "phone": shown.before.phone if shown.before else ""}
    page = render_template(
        "rides/release/list.html",
        rows=db.session.scalars(releases_of(g.edition)).all(),
        shown=shown,
        form=form or RideReleaseForm(data=filled),
        signs=may_sign(g.access, Department.TRAFFIC),
        unread=status == 422,
        groups=_grouped(shown.changes),
    )
    return page, status


def _grouped(changes: Sequence[Changed]) -> list[tuple[str, list[Changed]]]:
    """By vehicle for those who drive, by troupe and by others for those who ride."""
    titles = {VEHICLE: _("Vehicles"), TROUPE: _("Troupes"), GROUP: _("Others")}
    held = ((title, [one for one in changes if one.of == of]) for of, title in titles.items())
    return [(title, found) for title, found in held if found]
