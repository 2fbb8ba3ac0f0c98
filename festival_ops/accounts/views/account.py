"""What a person sets for himself: name, language, theme, password."""

from __future__ import annotations

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_security.utils import login_user

from festival_ops.accounts import actions
from festival_ops.accounts.forms import AccountForm, PasswordForm
from festival_ops.accounts.views.blueprints import area
from festival_ops.database import db
from festival_ops.web import saving
from festival_ops.web.access import signed_in
from festival_ops.web.language import LANGUAGES
from festival_ops.web.limits import KNOCKS, limiter
from festival_ops.web.onward import onward


@area.route("/account", methods=["GET", "POST"])
@signed_in
def account() -> ResponseReturnValue:
    form = AccountForm(obj=g.person)
    try:
        if form.validate_on_submit() and saving.change(form, g.person):
            flash(_("Your account is saved."), "success")
            return redirect(url_for("accounts.account"), 303)
    except saving.OverlapError:
        flash(_("Your account was changed elsewhere meanwhile; please look again and save."), "warning")
        form = AccountForm(formdata=None, obj=g.person)
    return render_template("accounts/account.html", form=form), 422 if form.errors else 200


@area.route("/account/password", methods=["GET", "POST"])
@signed_in
@limiter.limit(KNOCKS, methods=["POST"])
def password() -> ResponseReturnValue:
    form = PasswordForm()
    if form.validate_on_submit():
        actions.set_password(db.session(), g.person, form.password.data, by=g.person)
        db.session.commit()
        login_user(g.person)
        flash(_("Your password is changed. Everywhere else you are signed out now."), "success")
        return redirect(url_for("accounts.account"), 303)
    return render_template("accounts/password.html", form=form), 422 if form.errors else 200


@area.post("/account/language")
@signed_in
def language() -> ResponseReturnValue:
    if (chosen := request.form.get("language")) in LANGUAGES:
        g.person.locale = chosen
        db.session.commit()
    return redirect(onward(request.form.get("next")), 303)
