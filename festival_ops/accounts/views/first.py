"""The first administrator of an empty office: offered once, while there is nobody at all."""

from __future__ import annotations

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security.utils import login_user

from festival_ops.accounts import actions, queries
from festival_ops.accounts.forms import FirstForm
from festival_ops.accounts.views.blueprints import area
from festival_ops.database import db
from festival_ops.web.access import open_to_all
from festival_ops.web.limits import KNOCKS, limiter


@area.route("/first-administrator", methods=["GET", "POST"])
@open_to_all
@limiter.limit(KNOCKS, methods=["POST"])
def first_administrator() -> ResponseReturnValue:
    if not queries.nobody_yet(db.session()):
        abort(404)
    form = FirstForm()
    if form.validate_on_submit():
        user = actions.first_administrator(db.session(), form.newcomer, form.password.data)
        if user is None:
            abort(404)
        db.session.commit()
        login_user(user)
        flash(_("Welcome. You are the administrator of this office."), "success")
        return redirect(url_for("home.start"), 303)
    return render_template("accounts/first.html", form=form), 422 if form.errors else 200
