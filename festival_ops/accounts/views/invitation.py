"""Where an invited person sets a password; the link works once and for a week."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security.utils import login_user

from festival_ops.accounts import actions, queries
from festival_ops.accounts.forms import NewPasswordForm
from festival_ops.accounts.views.blueprints import area
from festival_ops.database import db
from festival_ops.web.access import open_to_all
from festival_ops.web.limits import KNOCKS, limiter


@area.route("/invitation/<token>", methods=["GET", "POST"])
@open_to_all
@limiter.limit(KNOCKS, methods=["POST"])
def invitation(token: str) -> ResponseReturnValue:
    user = queries.invited(db.session(), token)
    if user is None:
        return render_template("accounts/old_invitation.html"), 404
    form = NewPasswordForm()
    if form.validate_on_submit():
        actions.set_password(db.session(), user, form.password.data, by=user)
        db.session.commit()
        if g.person is None and not user.tf_primary_method:
            login_user(user)
        flash(_("Your password is set. Welcome."), "success")
        return redirect(url_for("home.start"), 303)
    return render_template("accounts/invitation.html", form=form, user=user), 422 if form.errors else 200
