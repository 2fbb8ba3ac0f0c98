"""Making an edition, and its own facts."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from festival_ops.programme.forms import EditionForm
from festival_ops.programme.models import Edition
from festival_ops.programme.views.blueprints import editions
from festival_ops.web import overlap, saving, trail
from festival_ops.web.access import Secrecy, admins_only, may_read, may_write


@editions.route("/editions/new", methods=["GET", "POST"])
@admins_only
def new() -> ResponseReturnValue:
    form = EditionForm()
    if form.is_submitted() and (known := saving.receipt_of(form)):
        return redirect(known, 303)
    if form.validate_on_submit():
        row = Edition()
        if address := saving.create(form, row, _address):
            flash(_("“%(name)s” is made.", name=row.name), "success")
            return redirect(address, 303)
    return render_template("programme/edition/new.html", form=form), 422 if form.errors else 200


@editions.get("/festival/<edition>/edition")
@may_read(Secrecy.PLAN)
def show() -> ResponseReturnValue:
    form = EditionForm(formdata=None, obj=g.edition)
    entries = trail.entries_of(g.edition) if g.access.sees_all(Secrecy.PLAN) else []
    return render_template("programme/edition/show.html", row=g.edition, form=form, entries=entries)


@editions.route("/festival/<edition>/edition/edit", methods=["GET", "POST"])
@may_write(Secrecy.PLAN)
def edit() -> ResponseReturnValue:
    form = EditionForm(obj=g.edition)
    try:
        if form.validate_on_submit() and saving.change(form, g.edition):
            flash(_("“%(name)s” is saved.", name=g.edition.name), "success")
            return redirect(url_for(".show", edition=g.edition.slug), 303)
    except saving.OverlapError:
        versions = overlap.between(form, g.edition)
        return render_template("programme/edition/overlap.html", row=g.edition, **versions), 409
    return render_template("programme/edition/edit.html", row=g.edition, form=form), 422 if form.errors else 200


def _address(row: Edition) -> str:
    return url_for("programme.overview", edition=row.slug)
