"""Ticking off who has been told of a release of the rides."""

from __future__ import annotations

from flask import abort, flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm.exc import StaleDataError

from festival_ops.database import db
from festival_ops.planning.actions import telling
from festival_ops.planning.forms import TellingForm
from festival_ops.planning.models import RideRelease, RideTelling
from festival_ops.planning.rides.outgoing import numbered_rides
from festival_ops.planning.rides.whom_to_tell import lines_of
from festival_ops.planning.views.rides import area
from festival_ops.planning.views.tellings import named
from festival_ops.web.access import Secrecy, may_write


@area.post("/release/<int:number>/telling")
@may_write(Secrecy.ROADS)
def telling_making(number: int) -> ResponseReturnValue:
    row, form, session = _numbered(number), TellingForm(), db.session()
    line = lines_of(session, g.edition, row).get(form.line.data or "")
    if line is None or not form.validate_on_submit():
        abort(422, _("Nobody of that name is to be told of this release, or it is not said how they were told."))
    try:
        kept = telling.tell(session, row, line, named(line), form.how.data, g.person)
        session.commit()
        flash(_("“%(name)s” has been told, by %(teller)s.", name=kept.name, teller=kept.teller), "success")
    except IntegrityError:
        session.rollback()
        flash(_("“%(name)s” has been told already.", name=named(line)), "success")
    return redirect(url_for(".release_show", number=number, _anchor="told-title"), 303)


@area.post("/release/<int:number>/telling/<int:id>/removal")
@may_write(Secrecy.ROADS)
def telling_removal(number: int, id: int) -> ResponseReturnValue:
    row, session = _numbered(number), db.session()
    kept = session.get(RideTelling, id)
    if kept is not None and kept.release_id != row.id:
        abort(404)
    try:
        if kept is not None:
            telling.take_back(session, row, kept, g.person)
            session.commit()
    except StaleDataError:
        session.rollback()
    flash(_("The tick is taken back; they are still to be told."), "success")
    return redirect(url_for(".release_show", number=number, _anchor="told-title"), 303)


def _numbered(number: int) -> RideRelease:
    return numbered_rides(db.session(), g.edition, number) or abort(404)
