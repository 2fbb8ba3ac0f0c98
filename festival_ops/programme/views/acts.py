"""Acts on a record that are more than editing it."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.exc import IntegrityError

from festival_ops.database import db
from festival_ops.programme import actions
from festival_ops.programme.models import Blackout, Performance
from festival_ops.programme.views.blueprints import area
from festival_ops.web.access import Secrecy, may_write
from festival_ops.web.fields import ParagraphField
from festival_ops.web.forms import Form
from festival_ops.web.scope import get_visible
from festival_ops.web.telling import called


class CancellationForm(Form):
    reason = ParagraphField(lazy_gettext("Reason"), required=True, most=500)


@area.route("/performance/<int:id>/cancellation", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def cancellation(id: int) -> ResponseReturnValue:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    form = CancellationForm()
    if form.is_submitted() and performance.cancellation is not None:
        flash(_("“%(name)s” was cancelled before; the first reason stands.", name=called(performance)), "warning")
        return redirect(url_for(".performance_show", id=id), 303)
    if not form.validate_on_submit():
        page = render_template("programme/performance/cancellation.html", row=performance, form=form)
        return page, 422 if form.errors else 200
    try:
        actions.cancel(db.session(), performance, form.reason.data, g.person)
        db.session.commit()
    except IntegrityError:
        # Somebody cancelled it in the same moment: their reason stands.
        db.session.rollback()
    flash(_("“%(name)s” is cancelled.", name=called(performance)), "success")
    return redirect(url_for(".performance_show", id=id), 303)


@area.post("/performance/<int:id>/cancellation/withdrawal")
@may_write(Secrecy.PLAN)
def cancellation_withdrawal(id: int) -> ResponseReturnValue:
    performance = get_visible(Performance, id, Secrecy.PLAN)
    actions.restore(db.session(), performance, g.person)
    db.session.commit()
    flash(_("“%(name)s” takes place after all.", name=called(performance)), "success")
    return redirect(url_for(".performance_show", id=id), 303)


@area.post("/blackout/<int:id>/activation")
@may_write(Secrecy.PLAN)
def activation(id: int) -> ResponseReturnValue:
    blackout = get_visible(Blackout, id, Secrecy.PLAN)
    actions.switch(db.session(), blackout, True, g.person)
    db.session.commit()
    flash(_("“%(name)s” is in force; plan the performances it touches anew.", name=called(blackout)), "success")
    return redirect(url_for(".blackout_show", id=id), 303)


@area.post("/blackout/<int:id>/activation/withdrawal")
@may_write(Secrecy.PLAN)
def activation_withdrawal(id: int) -> ResponseReturnValue:
    blackout = get_visible(Blackout, id, Secrecy.PLAN)
    actions.switch(db.session(), blackout, False, g.person)
    db.session.commit()
    flash(_("“%(name)s” is no longer in force.", name=called(blackout)), "success")
    return redirect(url_for(".blackout_show", id=id), 303)
